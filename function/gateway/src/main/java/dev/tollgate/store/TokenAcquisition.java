package dev.tollgate.store;

import dev.tollgate.limit.CounterShard;
import dev.tollgate.limit.RateCost;
import java.time.Instant;

/**
 * A request for a grant on a shard.
 *
 * @param deadline until when the request may hold a concurrent slot
 * @param number of the grant
 */
record TokenAcquisition(CounterShard shard, RateCost cost, Instant deadline, long number) {

    /** The name of the counter. */
    String counter() {
        return shard.counter();
    }

    /** The most that may be used already. */
    RateCost maxUsage() {
        return shard.limits().maxUsageBefore(cost);
    }
}
