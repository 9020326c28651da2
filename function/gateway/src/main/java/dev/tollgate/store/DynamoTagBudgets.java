package dev.tollgate.store;

import dev.tollgate.auth.Budget;
import dev.tollgate.auth.TagBudgets;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;

/** The budgets of tags in the config table. */
@ApplicationScoped
public class DynamoTagBudgets implements TagBudgets {
    private final DynamoPlan plan;

    DynamoTagBudgets(DynamoPlan plan) {
        this.plan = plan;
    }

    @Override
    public Map<String, List<Budget>> current() {
        return plan.budgets();
    }
}
