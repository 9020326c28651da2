package dev.tollgate.bill;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A budget in its current period.
 *
 * @param id of the budget and the period together, so that the next period has another
 * @param name for callers, such as {@code team=search per month}
 * @param limitMicros the budget in millionths of a dollar
 * @param hard whether requests that do not fit are rejected
 * @param shards how many counters the budget is split into; each has an equal share of the limit
 * @param renews when the next period begins; null for a budget that never renews
 */
public record BudgetPeriod(
        String id,
        String name,
        long limitMicros,
        boolean hard,
        int shards,
        @Nullable Instant renews) {

    /** The limit of one counter. All counters together never exceed the limit of the budget. */
    public long shardLimitMicros() {
        return limitMicros / shards;
    }
}
