package dev.tollgate.lambda;

import dev.tollgate.edge.ErrorResponse;
import dev.tollgate.http.HttpReply;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/** Sends one response to Lambda: {@code begin → write* → end → awaitAccepted}. */
interface LambdaResponseWriter extends AutoCloseable {

    /** Begins the response with its status and headers. */
    void begin(ResponseHead head) throws IOException;

    /** Writes the next bytes of the body. */
    void write(byte[] bytes) throws IOException;

    /** Sends what was written, because more does not follow at once. */
    void flush() throws IOException;

    /**
     * Sends the end of the response.
     *
     * @param error why the response is incomplete, if it is
     */
    void end(Optional<FunctionError> error) throws IOException;

    /**
     * Waits until Lambda has accepted the response, after its end.
     *
     * @throws RefusedException if Lambda refuses it
     */
    void awaitAccepted(Duration atMost) throws IOException;

    /** Sends an error as the whole response. */
    default void refuse(ErrorResponse error) throws IOException {
        begin(ResponseHead.of(error));
        write(error.body());
        end(Optional.empty());
    }

    /** Whether Lambda has received part of the response, so that an error report can no longer replace it. */
    boolean started();

    /** Ends the request, from any thread. A thread that is writing fails. */
    @Override
    void close();

    /** Lambda refused a response, because it is too large or too late. */
    final class RefusedException extends IOException {
        private static final long serialVersionUID = 1L;

        RefusedException(HttpReply reply) {
            super("Lambda refused the response: status " + reply.status() + ", " + reply.text());
        }

        static void throwUnlessAccepted(HttpReply reply) throws RefusedException {
            if (!reply.accepted()) {
                throw new RefusedException(reply);
            }
        }
    }
}
