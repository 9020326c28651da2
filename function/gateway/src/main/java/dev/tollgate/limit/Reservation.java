package dev.tollgate.limit;

import java.time.Duration;
import java.time.Instant;

/**
 * What a request was granted.
 *
 * @param keyId whose counters it came from
 * @param ceiling the limits it was granted under
 * @param tokens the tokens taken in advance
 * @param takenAt when, on the clock that the counters go by
 * @param grant where it was counted, or null if it was not
 * @param left what the key has left after it, for the response headers
 */
public record Reservation(String keyId, Ceiling ceiling, long tokens, Instant takenAt, Grant grant, Left left) {

    /** Whether it holds one of a limited number of slots. */
    public boolean holdsSlot() {
        return ceiling.concurrent() != null;
    }

    /** How many more tokens were used than taken in advance; negative if fewer; 0 where tokens are not limited. */
    public long beyond(long tokensUsed) {
        return ceiling.tokens() == null ? 0 : tokensUsed - tokens;
    }

    /**
     * Which of the key's grants it is: no two are alike.
     *
     * @param era of the counters: a grant of an era that has ended gives nothing back
     * @param slot the 5 seconds that it is counted in
     * @param number of the grant within its slot
     */
    public record Grant(long era, long slot, long number) {

        /** The latest of a window's grants. */
        public static Grant latest(Window window) {
            return new Grant(
                    window.era(), window.slot(), window.in(window.slot()).requests());
        }
    }

    /**
     * What is left, and how long until all of it is back.
     *
     * @param requests null where there is no such limit
     * @param tokens null where there is no such limit
     */
    public record Left(Long requests, Duration requestsReset, Long tokens, Duration tokensReset) {

        /** No limits, nothing to tell. */
        public static final Left UNLIMITED = new Left(null, Duration.ZERO, null, Duration.ZERO);
    }

    /** A reservation of nothing, for a key without limits. */
    public static Reservation unlimited(String keyId, Instant now) {
        return new Reservation(keyId, Ceiling.NONE, 0, now, null, Left.UNLIMITED);
    }
}
