package dev.tollgate.limit;

import dev.tollgate.openai.RateStatus;
import java.time.Instant;
import java.util.concurrent.ThreadLocalRandom;

/**
 * What a request was granted.
 *
 * @param share whose counter it came from
 * @param tokens the tokens taken in advance
 * @param takenAt when, on the clock that the counters go by
 * @param grant where it was counted, or null if it was not
 * @param left what the account has left after it, for the response headers
 */
public record RateReservation(CounterShard share, long tokens, Instant takenAt, RateGrant grant, RateStatus left) {

    /** What it is counted under. */
    public String counter() {
        return share.counter();
    }

    private RateLimits rateLimits() {
        return share.whole();
    }

    /** Whether it holds one of a limited number of slots. */
    public boolean holdsSlot() {
        return rateLimits().concurrent() != null;
    }

    /** Tokens taken in advance; 0 where they are not limited. */
    public long tokensHeld() {
        return rateLimits().tokensPerMinute() == null ? 0 : tokens;
    }

    /** How many more tokens were used than taken in advance; negative if fewer; 0 where tokens are not limited. */
    public long beyond(long tokensUsed) {
        return rateLimits().tokensPerMinute() == null ? 0 : tokensUsed - tokens;
    }

    /**
     * Which of the counter's grants it is: no two are alike.
     *
     * @param era of the counters: a grant of an era that has ended gives nothing back
     * @param slot the 5 seconds that it is counted in
     * @param number drawn by lot: the holder of a slot of the concurrency limit is known by it
     */
    public record RateGrant(long era, long slot, long number) {
        /** Among the few grants that are under way at a time, no two draw the same; and 8 letters can tell it. */
        private static final long NUMBERS = 1L << 40;

        /** A number for a grant to come. */
        public static long draw() {
            return ThreadLocalRandom.current().nextLong(NUMBERS);
        }

        /** The grant in a window's newest slot. */
        public static RateGrant in(SlidingWindow window, long number) {
            return new RateGrant(window.era(), window.slot(), number);
        }
    }

    /** A reservation of nothing, where nothing is limited, or nobody can tell. */
    public static RateReservation uncounted(RateLimitKey rateLimitKey, Instant now) {
        return new RateReservation(new CounterShard(rateLimitKey, 0).unlimited(), 0, now, null, RateStatus.UNLIMITED);
    }
}
