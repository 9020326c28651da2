package dev.tollgate.openai;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A caller's remaining rate limits, for the {@code x-ratelimit-*} headers. A rate without a limit is absent. */
public record RateStatus(@Nullable Rate requests, @Nullable Rate tokens) {
    /** The status of a caller without limits. */
    public static final RateStatus UNLIMITED = new RateStatus(null, null);

    /** The status of a caller to which both apply: for each rate, the limit with less remaining. */
    public RateStatus and(RateStatus other) {
        return new RateStatus(tighter(requests, other.requests), tighter(tokens, other.tokens));
    }

    private static @Nullable Rate tighter(@Nullable Rate one, @Nullable Rate other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return other.remaining() < one.remaining() ? other : one;
    }

    /**
     * One rate limit.
     *
     * @param remaining how much of it remains now
     * @param reset how long until all of it is available again
     */
    public record Rate(long limit, long remaining, Duration reset) {}
}
