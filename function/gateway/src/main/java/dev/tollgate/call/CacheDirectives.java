package dev.tollgate.call;

import java.time.Duration;
import java.util.Optional;

/**
 * What a client asks of the response cache, where there is one.
 *
 * @param mode whether the cache is used at all
 * @param maxAge the oldest answer that the client takes; empty if any age will do
 */
public record CacheDirectives(Mode mode, Optional<Duration> maxAge) {

    /** The client asks for nothing. */
    public static final CacheDirectives NONE = new CacheDirectives(Mode.USE, Optional.empty());

    /** Whether the client takes an answer of this age. */
    public boolean allows(Duration age) {
        return maxAge.isEmpty() || age.compareTo(maxAge.get()) <= 0;
    }

    /** How the cache takes part in a call. */
    public enum Mode {
        /** The answer may come from the cache, and may be kept. */
        USE,
        /** The answer is made anew, and replaces what was kept. */
        REFRESH,
        /** The answer is made anew, and is not kept. */
        OFF
    }
}
