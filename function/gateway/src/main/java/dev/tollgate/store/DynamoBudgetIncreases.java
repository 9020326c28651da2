package dev.tollgate.store;

import dev.tollgate.auth.BudgetIncrease;
import dev.tollgate.auth.BudgetIncreases;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;

/** The increases of budgets in the config table. */
@ApplicationScoped
public class DynamoBudgetIncreases implements BudgetIncreases {
    private final DynamoPlan plan;

    DynamoBudgetIncreases(DynamoPlan plan) {
        this.plan = plan;
    }

    @Override
    public Map<String, BudgetIncrease> current() {
        return plan.increases();
    }
}
