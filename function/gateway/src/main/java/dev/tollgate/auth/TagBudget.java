package dev.tollgate.auth;

import java.util.List;

/**
 * What all keys with a tag may spend together.
 *
 * @param tag as {@code name=value}
 * @param budgets one for each period
 */
public record TagBudget(String tag, List<Budget> budgets) {

    public TagBudget {
        budgets = List.copyOf(budgets);
    }
}
