package dev.tollgate.cli.direct;

import dev.tollgate.admin.BudgetStates;
import dev.tollgate.cli.port.BudgetReader;
import jakarta.enterprise.inject.Typed;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;

/** Budgets by the counters of the table. */
@Singleton
@Typed(DirectBudgets.class)
public final class DirectBudgets implements BudgetReader {
    private final BudgetStates budgets;

    DirectBudgets(BudgetStates budgets) {
        this.budgets = budgets;
    }

    @Override
    public List<BudgetLine> read(List<String> keys, Instant now) {
        return budgets.read(keys.isEmpty() ? budgets.all(now) : budgets.ofKeys(keys, now)).stream()
                .map(BudgetLine::of)
                .toList();
    }

    @Override
    public BudgetLine ofEndUser(String key, String user, Instant now) {
        return budgets.read(List.of(budgets.ofEndUser(key, user, _ -> true, now))).stream()
                .map(BudgetLine::of)
                .findFirst()
                .orElseThrow();
    }
}
