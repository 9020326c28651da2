package dev.tollgate.bill;

import java.time.Instant;

/**
 * One budget in the period under way.
 *
 * @param id of budget and period together: the next period has another
 * @param name for callers, such as {@code team=search per month}
 * @param limitMicros the whole of it, in millionths of a dollar
 * @param hard whether it refuses what does not fit
 * @param shards how many counters it is split into; each has an equal part of the limit
 * @param renews when the next period begins; null where none does
 */
public record BudgetPeriod(String id, String name, long limitMicros, boolean hard, int shards, Instant renews) {

    /** The most that one counter may hold: together they never hold more than the limit. */
    public long shareMicros() {
        return limitMicros / shards;
    }
}
