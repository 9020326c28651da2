package dev.tollgate.cli.direct;

import dev.tollgate.admin.BudgetIncreaseDirectory;
import dev.tollgate.admin.ChangeAuthor;
import dev.tollgate.auth.Budget;
import dev.tollgate.auth.BudgetIncrease;
import dev.tollgate.auth.BudgetOwner;
import dev.tollgate.cli.port.BudgetIncreases;
import jakarta.enterprise.inject.Typed;
import jakarta.inject.Singleton;

/** Increases of budgets in the table. */
@Singleton
@Typed(DirectIncreases.class)
public final class DirectIncreases implements BudgetIncreases {
    private final BudgetIncreaseDirectory increases;

    DirectIncreases(BudgetIncreaseDirectory increases) {
        this.increases = increases;
    }

    @Override
    public void increase(BudgetIncrease increase, ChangeAuthor author) {
        increases.put(increase, increases.find(increase.owner(), increase.per()).orElse(null), author);
    }

    @Override
    public void end(BudgetOwner owner, Budget.Per per, ChangeAuthor author) {
        increases.remove(increases.require(owner, per), author);
    }
}
