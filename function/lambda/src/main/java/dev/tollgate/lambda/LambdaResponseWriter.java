package dev.tollgate.lambda;

import java.io.IOException;
import java.util.Optional;

/** Takes one response to Lambda: {@code begin → write* → end}. */
interface LambdaResponseWriter extends AutoCloseable {

    /** Status and headers are known. */
    void begin(ResponsePart.Head head) throws IOException;

    /** The next part of the body. */
    void write(byte[] bytes) throws IOException;

    /** Nothing follows at once, so what was written must not wait. */
    void flush() throws IOException;

    /**
     * The response is over.
     *
     * @param error why it is not what it should be, if so
     * @throws Refused where Lambda does not take it
     */
    void end(Optional<FunctionError> error) throws IOException;

    /** Whether Lambda has seen something of it, so that it can no longer be told of an error instead. */
    boolean begun();

    /** From any thread: who is at it fails. */
    @Override
    void close() throws IOException;

    /** Lambda's no to a response: it is too large, or its time is over. */
    final class Refused extends IOException {
        private static final long serialVersionUID = 1L;

        Refused(RuntimeConnection.Reply reply) {
            super("Lambda refused the response: status " + reply.status() + ", " + reply.text());
        }

        static void unlessAccepted(RuntimeConnection.Reply reply) throws Refused {
            if (!reply.accepted()) {
                throw new Refused(reply);
            }
        }
    }
}
