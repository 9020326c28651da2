package dev.tollgate.bill;

import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What the response cache and the content policies did for a request; never with any of its text.
 *
 * @param cache null if the request was not cached
 * @param savedMicros what the original of a cached answer cost, in micro-dollars; null if the answer was not cached, or its cost
 *     is not known
 * @param policies how often each content policy acted, by name
 */
public record ContentUse(
        @Nullable CacheStatus cache, @Nullable Long savedMicros, Map<String, Long> policies) {

    /** Neither acted. */
    public static final ContentUse NONE = new ContentUse(null, null, Map.of());

    public ContentUse {
        policies = Map.copyOf(policies);
    }

    /** The same use, for which the cache did this. */
    public ContentUse with(CacheStatus status, @Nullable Long saved) {
        return new ContentUse(status, saved, policies);
    }

    /** The same use, for which these policies acted, too. */
    public ContentUse acted(Map<String, Long> times) {
        Map<String, Long> all = new TreeMap<>(policies);
        times.forEach((policy, count) -> all.merge(policy, count, Long::sum));
        return new ContentUse(cache, savedMicros, all);
    }
}
