package dev.tollgate.bill;

import java.util.List;

/**
 * What is to be set aside for a request.
 *
 * @param budgetPeriods the budgets it counts in
 * @param micros the worst case of what it may cost, in millionths of a dollar
 */
public record BudgetReservation(List<BudgetPeriod> budgetPeriods, long micros) {

    /** For a request that counts in no budget. */
    public static final BudgetReservation NONE = new BudgetReservation(List.of(), 0);

    public BudgetReservation {
        budgetPeriods = List.copyOf(budgetPeriods);
        if (micros < 0) {
            throw new IllegalArgumentException("nothing costs less than nothing");
        }
    }

    /** Whether there is nothing to set aside. */
    public boolean none() {
        return budgetPeriods.isEmpty();
    }
}
