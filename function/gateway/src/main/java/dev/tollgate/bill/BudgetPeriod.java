package dev.tollgate.bill;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A budget in its current period.
 *
 * @param id of the budget and the period together, so that the next period has another
 * @param name for callers, such as {@code team=search per month}
 * @param limitMicros the budget in millionths of a dollar
 * @param cheaperMicros what requests to cheaper models may spend after that
 * @param switched whether the request goes to cheaper models
 * @param hard whether requests that do not fit are rejected
 * @param shards how many counters the budget is split into; each has an equal share of the limit
 * @param renews when the next period begins; null for a budget that never renews
 */
public record BudgetPeriod(
        String id,
        String name,
        long limitMicros,
        long cheaperMicros,
        boolean switched,
        boolean hard,
        int shards,
        @Nullable Instant renews) {

    /** A budget that pays nothing more for cheaper models. */
    public BudgetPeriod(String id, String name, long limitMicros, boolean hard, int shards, @Nullable Instant renews) {
        this(id, name, limitMicros, 0, false, hard, shards, renews);
    }

    /** The same for a request that goes to cheaper models. */
    public BudgetPeriod forCheaper() {
        return new BudgetPeriod(id, name, limitMicros, cheaperMicros, true, hard, shards, renews);
    }

    /** What such a request may fill the budget up to, in millionths of a dollar. */
    public long allowedMicros() {
        return switched ? Math.addExact(limitMicros, cheaperMicros) : limitMicros;
    }

    /** The limit of one counter. All counters together never exceed what is allowed. */
    public long shardLimitMicros() {
        return allowedMicros() / shards;
    }
}
