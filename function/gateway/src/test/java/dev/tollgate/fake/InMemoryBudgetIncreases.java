package dev.tollgate.fake;

import dev.tollgate.auth.BudgetIncrease;
import dev.tollgate.auth.BudgetIncreases;
import io.quarkus.arc.properties.IfBuildProperty;
import jakarta.annotation.Priority;
import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Increases of budgets that tests set by hand. */
@IfBuildProperty(name = WithoutStore.SETTING, stringValue = WithoutStore.NONE, enableIfMissing = true)
@Singleton
@Alternative
@Priority(1)
public class InMemoryBudgetIncreases implements BudgetIncreases {
    private final Map<String, BudgetIncrease> increases = new ConcurrentHashMap<>();

    public void put(BudgetIncrease increase) {
        increases.put(increase.budget(), increase);
    }

    @Override
    public Map<String, BudgetIncrease> current() {
        return increases;
    }
}
