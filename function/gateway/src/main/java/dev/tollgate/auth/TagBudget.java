package dev.tollgate.auth;

import java.util.List;

/**
 * The budgets that all keys with a tag share.
 *
 * @param tag as {@code name=value}
 * @param budgets one for each period
 */
public record TagBudget(String tag, List<Budget> budgets) {

    public TagBudget {
        budgets = List.copyOf(budgets);
    }
}
