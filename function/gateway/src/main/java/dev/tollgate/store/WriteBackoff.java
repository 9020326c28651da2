package dev.tollgate.store;

import dev.tollgate.openai.ErrorKind;
import dev.tollgate.openai.GatewayException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;

/** Waits a random time before a write that DynamoDB did not take is retried, so that the writers do not meet again. */
final class WriteBackoff {
    private static final long FIRST_MAX_MILLIS = 8;
    private static final long LAST_MAX_MILLIS = 250;

    /** The writes of bursts that this process repeats at the same time. */
    static final int REPEATED_AT_ONCE = 4;

    private static final Semaphore REPETITIONS = new Semaphore(REPEATED_AT_ONCE);

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

        /** 10,000 writes at once may be more than a new table takes: one that it refuses is made again for a while. */
        private static final Bounds BURST = new Bounds(200, Duration.ofSeconds(30));
    }

    /**
     * Repeats a write that the store does not take. It is the same write each time, so that a lost answer does no harm.
     * Repetitions are few at a time: a slow store still works on attempts that have timed out here, and as many attempts
     * again would keep it slow.
     */
    static void inBurst(Runnable write) {
        WriteBackoff backoff = new WriteBackoff(Bounds.BURST);
        while (true) {
            try {
                backoff.burst(write);
                return;
            } catch (GatewayException refusal) {
                boolean stays = refusal.getCause() instanceof TableException failure && !failure.passes();
                if (stays || !backoff.mayRetry()) {
                    throw refusal;
                }
            }
        }
    }

    private void burst(Runnable write) {
        if (attempts == 0) {
            write.run();
            return;
        }
        REPETITIONS.acquireUninterruptibly();
        try {
            write.run();
        } finally {
            REPETITIONS.release();
        }
    }

    /**
     * Waits before the next attempt.
     *
     * @throws GatewayException {@code STORE_UNAVAILABLE} if there may be no other
     */
    void pause() {
        if (!mayRetry()) {
            throw new GatewayException(
                            ErrorKind.STORE_UNAVAILABLE, "Too many writes meet in the same place at the moment.", null)
                    .retryAfter(StoreCall.WAIT);
        }
    }

    /** Whether there may be another attempt, for callers whose last attempt says best what is wrong. If so, waits before it. */
    boolean mayRetry() {
        attempts++;
        if (attempts > bounds.attempts()
                || System.nanoTime() - startNanos > bounds.timeout().toNanos()) {
            return false;
        }
        try {
            Thread.sleep(Duration.ofMillis(ThreadLocalRandom.current().nextLong(1, maxMillis)));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
        maxMillis = Math.min(2 * maxMillis, LAST_MAX_MILLIS);
        return true;
    }
}
