package dev.tollgate.lambda;

import dev.tollgate.openai.GatewayException;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Forwards one response from the gateway to Lambda, and ends it if the gateway does not. */
final class ResponseForwarder implements ResponseReceiver {
    private static final Logger LOG = Logger.getLogger(ResponseForwarder.class);
    private static final String EVENT_STREAM = "text/event-stream";

    private final LambdaResponseWriter writer;
    private final LambdaInvocationLifecycle lifecycle;
    private final CountDownLatch over = new CountDownLatch(1);
    private @Nullable ResponseHead head;
    private volatile @Nullable IOException undelivered;

    ResponseForwarder(LambdaResponseWriter writer, LambdaInvocationLifecycle lifecycle) {
        this.writer = writer;
        this.lifecycle = lifecycle;
    }

    @Override
    public void begin(ResponseHead received) throws IOException {
        head = received;
        deliver(() -> writer.begin(received));
    }

    @Override
    public void write(byte[] bytes) throws IOException {
        deliver(() -> writer.write(bytes));
    }

    @Override
    public void flush() throws IOException {
        if (head != null && !ended()) {
            deliver(writer::flush);
        }
    }

    @Override
    public void end() throws IOException {
        deliver(() -> writer.end(lifecycle.cut()));
        over.countDown();
    }

    /** Sends the error as the client reads it: as the response if nothing was sent, or else as the last event of the stream. */
    @Override
    public void fail(GatewayException because) {
        if (ended()) {
            return;
        }
        try {
            deliver(() -> sendFailure(because));
        } catch (IOException noted) {
            LOG.debug("a failed response was not delivered", noted);
        } finally {
            over.countDown();
        }
    }

    private void sendFailure(GatewayException because) throws IOException {
        ResponseHead sent = head;
        if (sent == null) {
            writer.refuse(lifecycle.clientErrors().response(because));
            return;
        }
        if (sent.first("content-type").startsWith(EVENT_STREAM)) {
            writer.write(lifecycle.clientErrors().event(because));
        }
        writer.end(Optional.of(FunctionError.of(because)));
    }

    /** A step towards Lambda. */
    private interface Delivery {
        void run() throws IOException;
    }

    /** After a failure, Lambda gets nothing more. */
    private void deliver(Delivery step) throws IOException {
        IOException earlier = undelivered;
        if (earlier != null) {
            throw new IOException("Lambda no longer takes the response", earlier);
        }
        try {
            step.run();
        } catch (IOException | RuntimeException | Error failed) {
            undelivered = failed instanceof IOException refused ? refused : new IOException("not written", failed);
            over.countDown();
            throw failed;
        }
    }

    /** Whether nothing more follows. */
    boolean ended() {
        return over.getCount() == 0;
    }

    /**
     * Returns when Lambda has the whole response.
     *
     * @throws IOException if Lambda does not accept it
     */
    void awaitAccepted(Duration atMost) throws IOException, InterruptedException {
        over.await();
        IOException failure = undelivered;
        if (failure != null) {
            throw failure;
        }
        writer.awaitAccepted(atMost);
    }
}
