package dev.tollgate.store;

import dev.tollgate.limit.CounterShard;
import dev.tollgate.limit.RateCost;
import dev.tollgate.limit.SlidingWindow;
import java.time.Instant;
import java.util.List;

/**
 * A request for grants on a shard: all of them, or none.
 *
 * @param claims one for each call
 * @param cost of all of them
 * @param deadline the last of them
 */
record TokenAcquisition(CounterShard shard, List<Claim> claims, RateCost cost, Instant deadline) {

    /**
     * What one call wants.
     *
     * @param deadline until when the call may hold a concurrent slot
     * @param number of the grant
     */
    record Claim(RateCost cost, Instant deadline, long number) {}

    static TokenAcquisition of(CounterShard shard, RateCost cost, Instant deadline, long number) {
        return new TokenAcquisition(shard, List.of(new Claim(cost, deadline, number)), cost, deadline);
    }

    /** All of these, which have one shard, in one write. */
    static TokenAcquisition together(List<TokenAcquisition> acquisitions) {
        TokenAcquisition first = acquisitions.getFirst();
        RateCost cost = first.cost;
        Instant deadline = first.deadline;
        for (TokenAcquisition other : acquisitions.subList(1, acquisitions.size())) {
            cost = cost.plus(other.cost);
            deadline = other.deadline.isAfter(deadline) ? other.deadline : deadline;
        }
        List<Claim> claims = acquisitions.stream()
                .flatMap(acquisition -> acquisition.claims.stream())
                .toList();
        return new TokenAcquisition(first.shard, claims, cost, deadline);
    }

    /** The name of the counter. */
    String counter() {
        return shard.counter();
    }

    /** The most that may be used already. */
    RateCost maxUsage() {
        return shard.limits().maxUsageBefore(cost);
    }

    /** The window once all of them are granted. */
    SlidingWindow grantedIn(SlidingWindow window) {
        SlidingWindow granted = window;
        for (Claim claim : claims) {
            granted = granted.plus(claim.cost(), claim.deadline(), claim.number());
        }
        return granted;
    }
}
