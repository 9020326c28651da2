package dev.tollgate.limit;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;

/**
 * One of the counters that an account's use is spread over, because a single item takes only so many writes. Each has a
 * part of the ceiling; the parts add up to the whole.
 *
 * @param index from 0
 */
public record CounterShard(RateLimitKey rateLimitKey, int index) {

    /** All of them, in random order, so that environments do not get in each other's way. */
    public static List<CounterShard> of(RateLimitKey rateLimitKey) {
        List<CounterShard> shares =
                new ArrayList<>(IntStream.range(0, rateLimitKey.rateLimits().counters())
                        .mapToObj(index -> new CounterShard(rateLimitKey, index))
                        .toList());
        Collections.shuffle(shares, ThreadLocalRandom.current());
        return shares;
    }

    /** What it is counted under. */
    public String counter() {
        return whole().counters() == 1 ? rateLimitKey.counter() : rateLimitKey.counter() + "#" + index;
    }

    /** The ceiling of the account. */
    public RateLimits whole() {
        return rateLimitKey.rateLimits();
    }

    /** The same counter, whatever its ceiling: for what was used already, and counts in any case. */
    public CounterShard unlimited() {
        return new CounterShard(new RateLimitKey(counter(), rateLimitKey.model(), RateLimits.UNLIMITED), 0);
    }

    /** The part of it that holds for this counter alone. */
    public RateLimits part() {
        return whole().share(index);
    }
}
