package dev.tollgate.store;

import dev.tollgate.limit.CounterShard;
import dev.tollgate.limit.RateCost;
import java.time.Instant;

/**
 * What shall be taken from a share.
 *
 * @param number of the grant, if it is granted
 */
record TokenAcquisition(CounterShard share, RateCost rateCost, Instant deadline, long number) {

    /** What it is counted under. */
    String counter() {
        return share.counter();
    }

    /** The most that may be used already. */
    RateCost most() {
        return share.limits().maxUsageBefore(rateCost);
    }
}
