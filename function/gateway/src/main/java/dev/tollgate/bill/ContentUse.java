package dev.tollgate.bill;

import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What the tiers, the response cache and the content policies did for a request; never with any of its text.
 *
 * @param cache null if the request was not cached
 * @param savedMicros what the original of a cached answer cost, in micro-dollars; null if the answer was not cached, or its cost
 *     is not known
 * @param policies how often each content policy acted, by name
 * @param tier why the request went to its tier; null if its alias has none
 * @param promptLog where the prompt is kept; null if it is not
 */
public record ContentUse(
        @Nullable CacheStatus cache,
        @Nullable Long savedMicros,
        Map<String, Long> policies,
        @Nullable String tier,
        @Nullable String promptLog) {

    /** None of them acted. */
    public static final ContentUse NONE = new ContentUse(null, null, Map.of(), null, null);

    public ContentUse {
        policies = Map.copyOf(policies);
    }

    /** The same use, for which the cache did this. */
    public ContentUse with(CacheStatus status, @Nullable Long saved) {
        return new ContentUse(status, saved, policies, tier, promptLog);
    }

    /** The same use, for which these policies acted, too. */
    public ContentUse acted(Map<String, Long> times) {
        Map<String, Long> all = new TreeMap<>(policies);
        times.forEach((policy, count) -> all.merge(policy, count, Long::sum));
        return new ContentUse(cache, savedMicros, all, tier, promptLog);
    }

    /** The same use in a tier, for this reason; null if the alias has none. */
    public ContentUse inTier(@Nullable String why) {
        return new ContentUse(cache, savedMicros, policies, why, promptLog);
    }

    /** The same use with a prompt that is kept at this place; null if it is not. */
    public ContentUse keptAt(@Nullable String place) {
        return new ContentUse(cache, savedMicros, policies, tier, place);
    }
}
