package dev.tollgate.limit;

import dev.tollgate.openai.RateStatus;
import java.time.Instant;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * What a request has reserved.
 *
 * @param shard the counter that it is reserved on
 * @param tokens the estimated tokens
 * @param takenAt when it was reserved, by the clock that the counters use
 * @param grant where it was counted; null if it was not counted
 * @param left what remains after it, for the response headers
 */
public record RateReservation(
        CounterShard shard,
        long tokens,
        Instant takenAt,
        @Nullable RateGrant grant,
        RateStatus left) {

    /** The name of the counter. */
    public String counter() {
        return shard.counter();
    }

    private RateLimits rateLimits() {
        return shard.totalLimits();
    }

    /** Whether it holds one of a limited number of concurrent slots. */
    public boolean holdsSlot() {
        return rateLimits().concurrent() != null;
    }

    /** Whether tokens are limited, and those of the request are counted. */
    public boolean countsTokens() {
        return grant != null && rateLimits().tokensPerMinute() != null;
    }

    /** The reserved tokens; 0 if tokens are not limited. */
    public long tokensHeld() {
        return rateLimits().tokensPerMinute() == null ? 0 : tokens;
    }

    /** How many more tokens were used than reserved. Negative if fewer were used; 0 if tokens are not limited. */
    public long tokensBeyond(long tokensUsed) {
        return rateLimits().tokensPerMinute() == null ? 0 : tokensUsed - tokens;
    }

    /**
     * Identifies one grant of a counter.
     *
     * @param era the era of the counter: a grant of an era that has ended releases nothing
     * @param slot the 5 seconds in which it is counted
     * @param number random; identifies the holder of a concurrent slot
     */
    public record RateGrant(long era, long slot, long number) {
        /** Large enough that no two of the few grants in flight draw the same, and short in an item: 8 characters. */
        private static final long NUMBERS = 1L << 40;

        /** A random number for the next grant. */
        public static long randomNumber() {
            return ThreadLocalRandom.current().nextLong(NUMBERS);
        }

        /** The grant in the newest slot of a window. */
        public static RateGrant inNewestSlot(SlidingWindow window, long number) {
            return new RateGrant(window.era(), window.slot(), number);
        }
    }

    /**
     * A reservation of nothing: nothing is limited, or the store does not answer and the key allows the call anyway.
     */
    public static RateReservation uncounted(RateLimitKey rateLimitKey, Instant now) {
        CounterShard shard = new CounterShard(rateLimitKey, 0).withoutLimits();
        return new RateReservation(shard, 0, now, null, RateStatus.UNLIMITED);
    }
}
