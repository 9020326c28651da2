package dev.tollgate.bill;

import java.util.List;

/**
 * The money to reserve for a request.
 *
 * @param budgetPeriods the budgets that the request counts in
 * @param micros the maximum that it may cost, in millionths of a dollar
 */
public record BudgetReservation(List<BudgetPeriod> budgetPeriods, long micros) {

    /** For a request that counts in no budget. */
    public static final BudgetReservation NONE = new BudgetReservation(List.of(), 0);

    public BudgetReservation {
        budgetPeriods = List.copyOf(budgetPeriods);
        if (micros < 0) {
            throw new IllegalArgumentException("a cost cannot be negative");
        }
    }

    /** Whether there is nothing to reserve. */
    public boolean isEmpty() {
        return budgetPeriods.isEmpty();
    }
}
