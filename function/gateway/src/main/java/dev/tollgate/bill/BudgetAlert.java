package dev.tollgate.bill;

/**
 * News of a budget: a share of it is spent.
 *
 * @param percent the share that it is about, such as 80; more may be spent by now
 * @param spentMicros what is spent, in millionths of a dollar
 */
public record BudgetAlert(BudgetPeriod budget, int percent, long spentMicros) {

    /**
     * The same for the same share of the same amount in the same period, so that a receiver knows a repetition. A budget that is
     * increased reports on its new amount again, which is none.
     */
    public String id() {
        return budget.id() + "#" + percent + "#" + budget.limitMicros();
    }
}
