package dev.tollgate.store;

import dev.tollgate.openai.ErrorKind;
import dev.tollgate.openai.GatewayException;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/** Waits a random time before a write that DynamoDB did not take is retried, so that the writers do not meet again. */
final class WriteBackoff {
    private static final long FIRST_MAX_MILLIS = 8;
    private static final long LAST_MAX_MILLIS = 250;

    private final Bounds bounds;
    private final long startNanos = System.nanoTime();
    private int attempts;
    private long maxMillis = FIRST_MAX_MILLIS;

    WriteBackoff(Bounds bounds) {
        this.bounds = bounds;
    }

    /** When to give up. */
    record Bounds(int attempts, Duration timeout) {
        /** All waits together take 2.5 s on average. With a slow store, the attempts would otherwise take a minute. */
        static final Bounds GATEWAY = new Bounds(25, Duration.ofSeconds(5));
    }

    /** Waits before the next attempt. Returns false if there were too many attempts. */
    boolean pauses() {
        try {
            pause();
            return true;
        } catch (GatewayException tooMany) {
            return false;
        }
    }

    /**
     * Waits before the next attempt.
     *
     * @throws GatewayException {@code STORE_UNAVAILABLE} if there were too many attempts
     */
    void pause() {
        attempts++;
        if (attempts > bounds.attempts()
                || System.nanoTime() - startNanos > bounds.timeout().toNanos()) {
            throw tooBusy(null);
        }
        try {
            Thread.sleep(Duration.ofMillis(ThreadLocalRandom.current().nextLong(1, maxMillis)));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw tooBusy(interrupted);
        }
        maxMillis = Math.min(2 * maxMillis, LAST_MAX_MILLIS);
    }

    private static GatewayException tooBusy(@Nullable Throwable cause) {
        return new GatewayException(
                        ErrorKind.STORE_UNAVAILABLE, "Too many writes meet in the same place at the moment.", cause)
                .retryAfter(StoreCall.WAIT);
    }
}
