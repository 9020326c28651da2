package dev.tollgate.store;

import dev.tollgate.openai.ErrorKind;
import dev.tollgate.openai.GatewayException;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/** Waits between tries to write what others are writing too; of random length, so that they do not meet again. */
final class WriteBackoff {
    private static final int TRIES = 25;
    private static final long FIRST_BOUND_MILLIS = 8;
    private static final long LAST_BOUND_MILLIS = 250;

    /** A store that is slow, too, would otherwise make these tries last for a minute. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final long startNanos = System.nanoTime();
    private int tries;
    private long boundMillis = FIRST_BOUND_MILLIS;

    /**
     * Waits for the next try: 2.5 s in all on average, until there is none.
     *
     * @throws GatewayException {@code STORE_UNAVAILABLE} where there were enough tries
     */
    void pause() {
        tries++;
        if (tries > TRIES || System.nanoTime() - startNanos > PATIENCE.toNanos()) {
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
