package dev.tollgate.limit;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;

/**
 * One of the counters that share the limits of a key, because DynamoDB takes only so many writes to one item. Each
 * shard has its share of each limit, and the shares add up to the limit.
 *
 * @param index from 0
 */
public record CounterShard(RateLimitKey rateLimitKey, int index) {

    /** All shards in random order, so that gateways do not compete for the same one. */
    public static List<CounterShard> of(RateLimitKey rateLimitKey) {
        List<CounterShard> shards =
                new ArrayList<>(IntStream.range(0, rateLimitKey.rateLimits().counters())
                        .mapToObj(index -> new CounterShard(rateLimitKey, index))
                        .toList());
        Collections.shuffle(shards, ThreadLocalRandom.current());
        return shards;
    }

    /** The name of this counter. */
    public String counter() {
        return totalLimits().counters() == 1 ? rateLimitKey.counter() : rateLimitKey.counter() + "#" + index;
    }

    /** The limits of all shards together. */
    public RateLimits totalLimits() {
        return rateLimitKey.rateLimits();
    }

    /** This shard's share of the limits. */
    public RateLimits limits() {
        return totalLimits().share(index);
    }

    /** The same counter without limits, for tokens that were used already and must be counted. */
    public CounterShard withoutLimits() {
        return new CounterShard(new RateLimitKey(counter(), rateLimitKey.model(), RateLimits.UNLIMITED), 0);
    }
}
