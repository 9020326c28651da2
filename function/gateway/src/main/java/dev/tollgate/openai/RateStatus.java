package dev.tollgate.openai;

import java.time.Duration;

/**
 * How a caller stands towards its limits, for the {@code x-ratelimit-*} headers. A limit that it does not have is null.
 */
public record RateStatus(Rate requests, Rate tokens) {

    /** No limits, nothing to tell. */
    public static final RateStatus UNLIMITED = new RateStatus(null, null);

    /** Of limits that hold together: of each kind the one that leaves least. */
    public RateStatus and(RateStatus other) {
        return new RateStatus(tighter(requests, other.requests), tighter(tokens, other.tokens));
    }

    private static Rate tighter(Rate one, Rate other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return other.left() < one.left() ? other : one;
    }

    /**
     * One limit.
     *
     * @param left what may still be used now
     * @param reset how long until all of it is back
     */
    public record Rate(long limit, long left, Duration reset) {}
}
