package dev.tollgate.store;

import dev.tollgate.openai.ErrorKind;
import dev.tollgate.openai.GatewayException;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/** Waits between tries to write what others are writing too; of random length, so that they do not meet again. */
final class WriteBackoff {
    private static final long FIRST_BOUND_MILLIS = 8;
    private static final long LAST_BOUND_MILLIS = 250;

    private final Bounds bounds;
    private final long startNanos = System.nanoTime();
    private int tries;
    private long boundMillis = FIRST_BOUND_MILLIS;

    WriteBackoff(Bounds bounds) {
        this.bounds = bounds;
    }

    /** When to stop trying. */
    record Bounds(int tries, Duration patience) {
        /** 2.5 s on average. A store that is slow, too, would without an end make the tries last for a minute. */
        static final Bounds GATEWAY = new Bounds(25, Duration.ofSeconds(5));
    }

    /**
     * Waits for the next try, until there is none.
     *
     * @throws GatewayException {@code STORE_UNAVAILABLE} where there were enough tries
     */
    void pause() {
        tries++;
        if (tries > bounds.tries()
                || System.nanoTime() - startNanos > bounds.patience().toNanos()) {
            throw tooBusy(null);
        }
        try {
            Thread.sleep(Duration.ofMillis(ThreadLocalRandom.current().nextLong(1, boundMillis)));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw tooBusy(interrupted);
        }
        boundMillis = Math.min(2 * boundMillis, LAST_BOUND_MILLIS);
    }

    private static GatewayException tooBusy(Throwable cause) {
        return new GatewayException(
                        ErrorKind.STORE_UNAVAILABLE, "Too many requests count in the same budget at the moment.", cause)
                .retryAfter(StoreCall.WAIT);
    }
}
