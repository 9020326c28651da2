package dev.tollgate.openai;

import java.time.Duration;

/**
 * How a caller stands towards its limits, for the {@code x-ratelimit-*} headers. A limit that it does not have is null.
 */
public record RateStatus(Rate requests, Rate tokens) {

    /** No limits, nothing to tell. */
    public static final RateStatus UNLIMITED = new RateStatus(null, null);

    /**
     * One limit.
     *
     * @param left what may still be used now
     * @param reset how long until all of it is back
     */
    public record Rate(long limit, long left, Duration reset) {}
}
