package dev.tollgate.bill;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * How much of a budget is used.
 *
 * @param committedMicros what is spent or reserved for requests in progress, in millionths of a dollar; an estimate
 *     from one counter if the budget is sharded
 */
public record BudgetStatus(BudgetPeriod budgetPeriod, long committedMicros) {
    private static final int WARNING_PERCENT = 80;

    /** What is left, at least 0. */
    public long leftMicros() {
        return Math.max(0, budgetPeriod.limitMicros() - committedMicros);
    }

    /** The used share of the budget, rounded down. */
    public long usedPercent() {
        return BigDecimal.valueOf(committedMicros)
                .multiply(BigDecimal.valueOf(100))
                .divide(BigDecimal.valueOf(budgetPeriod.limitMicros()), 0, RoundingMode.DOWN)
                .longValueExact();
    }

    /** Whether callers get a warning. */
    public boolean warns() {
        return usedPercent() >= WARNING_PERCENT;
    }

    /** Whether more is used than the budget has, which only a soft budget permits, or one that pays for cheaper models. */
    public boolean exceeded() {
        return committedMicros > budgetPeriod.limitMicros();
    }
}
