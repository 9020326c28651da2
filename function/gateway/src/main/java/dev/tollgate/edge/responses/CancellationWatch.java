package dev.tollgate.edge.responses;

import dev.tollgate.openai.GatewayException;
import dev.tollgate.storedresponse.ResponseName;
import dev.tollgate.storedresponse.ResponseStatus;
import dev.tollgate.storedresponse.StoredResponses;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Stops a call in the background when its response is cancelled or deleted, in whatever process. It has a thread of its own: a model may
 * compute for long before its provider sends a byte, and the call's thread waits for that.
 */
final class CancellationWatch implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(CancellationWatch.class);
    private static final Duration LOOK_EVERY = Duration.ofSeconds(2);

    private final ResponseName name;
    private final StoredResponses store;
    private final Runnable stop;
    private final CountDownLatch over = new CountDownLatch(1);
    private final Thread thread;

    /**
     * Watches from now on, until it is closed.
     *
     * @param stop ends the call; runs once at most
     */
    CancellationWatch(ResponseName name, StoredResponses store, Runnable stop) {
        this.name = name;
        this.store = store;
        this.stop = stop;
        this.thread = Thread.ofVirtual().name("cancellation of " + name.id()).start(this::watch);
    }

    private void watch() {
        try {
            while (!over.await(LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS)) {
                if (isCancelled()) {
                    stop.run();
                    return;
                }
            }
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean isCancelled() {
        try {
            Optional<ResponseStatus> status = store.status(name);
            return status.isEmpty() || status.get() == ResponseStatus.CANCELLED;
        } catch (GatewayException unknown) {
            LOG.debugf(unknown, "response %s goes on: whether it is cancelled is not known", name.id());
            return false;
        }
    }

    /** Returns when nobody watches any more: nothing goes on after a call. */
    @Override
    public void close() {
        over.countDown();
        try {
            thread.join();
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }
}
