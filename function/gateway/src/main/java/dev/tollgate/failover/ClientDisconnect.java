package dev.tollgate.failover;

import dev.tollgate.call.ResponseSink;
import java.util.concurrent.CountDownLatch;

/** The client's disconnect: it stops what runs, and ends a pause. */
final class ClientDisconnect {
    private final CountDownLatch happened = new CountDownLatch(1);
    private Runnable action = () -> {};

    ClientDisconnect(ResponseSink sink) {
        sink.onDisconnect(this::disconnected);
    }

    /** Runs this on a disconnect, or at once if it has happened. Replaces the action given before. */
    synchronized void run(Runnable onDisconnect) {
        action = onDisconnect;
        if (happened()) {
            onDisconnect.run();
        }
    }

    boolean happened() {
        return happened.getCount() == 0;
    }

    /** Opens on a disconnect. */
    CountDownLatch latch() {
        return happened;
    }

    private synchronized void disconnected() {
        happened.countDown();
        action.run();
    }
}
