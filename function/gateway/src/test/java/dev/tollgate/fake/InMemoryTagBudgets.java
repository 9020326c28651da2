package dev.tollgate.fake;

import dev.tollgate.auth.Budget;
import dev.tollgate.auth.TagBudgets;
import io.quarkus.arc.properties.IfBuildProperty;
import jakarta.annotation.Priority;
import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Budgets of tags that tests set by hand. */
@IfBuildProperty(name = WithoutStore.SETTING, stringValue = WithoutStore.NONE, enableIfMissing = true)
@Singleton
@Alternative
@Priority(1)
public class InMemoryTagBudgets implements TagBudgets {
    private final Map<String, List<Budget>> budgets = new ConcurrentHashMap<>();

    /** What keys with this tag, as {@code name=value}, may spend together. */
    public void put(String tag, Budget budget) {
        budgets.put(tag, List.of(budget));
    }

    @Override
    public Map<String, List<Budget>> current() {
        return budgets;
    }
}
