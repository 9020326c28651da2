package dev.tollgate.bill;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * How a budget stands.
 *
 * @param committedMicros what was spent, and is set aside for requests under way, in millionths of a dollar; of a sharded
 *     budget an estimate, from one of its counters
 */
public record BudgetStatus(BudgetPeriod budgetPeriod, long committedMicros) {
    private static final int WARNS_FROM_PERCENT = 80;

    /** What is left, at least 0. */
    public long leftMicros() {
        return Math.max(0, budgetPeriod.limitMicros() - committedMicros);
    }

    /** How much of it is used, rounded down. */
    public long usedPercent() {
        return BigDecimal.valueOf(committedMicros)
                .multiply(BigDecimal.valueOf(100))
                .divide(BigDecimal.valueOf(budgetPeriod.limitMicros()), 0, RoundingMode.DOWN)
                .longValueExact();
    }

    /** Whether callers are to be warned. */
    public boolean warns() {
        return usedPercent() >= WARNS_FROM_PERCENT;
    }

    /** Whether more is used than allowed, as only a soft budget lets happen. */
    public boolean exceeded() {
        return committedMicros > budgetPeriod.limitMicros();
    }
}
