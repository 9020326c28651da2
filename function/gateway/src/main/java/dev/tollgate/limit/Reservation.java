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
 * @param left what the key has left after it, for the response headers
 */
public record Reservation(String keyId, Ceiling ceiling, long tokens, Instant takenAt, Left left) {

    /** Whether it holds one of a limited number of slots. */
    public boolean holdsSlot() {
        return ceiling.concurrent() != null;
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
        return new Reservation(keyId, new Ceiling(null, null, null), 0, now, Left.UNLIMITED);
    }
}
