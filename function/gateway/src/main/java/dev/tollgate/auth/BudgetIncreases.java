package dev.tollgate.auth;

import java.time.Instant;
import java.util.Map;

/** Port: finds the budgets that are larger for a while. */
public interface BudgetIncreases {

    /** The increases, also those that have ended, by {@link BudgetIncrease#budget()}. */
    Map<String, BudgetIncrease> current();

    /** The budget as it is at this instant. */
    default Budget at(BudgetOwner owner, Budget budget, Instant at) {
        BudgetIncrease increase = current().get(BudgetIncrease.budget(owner, budget.per()));
        return increase != null && increase.appliesAt(at) ? budget.plus(increase.usd()) : budget;
    }
}
