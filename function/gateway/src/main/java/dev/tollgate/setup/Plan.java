package dev.tollgate.setup;

import dev.tollgate.auth.ApiKey;
import dev.tollgate.auth.TagBudget;
import dev.tollgate.bill.Pricing;
import dev.tollgate.route.RoutingTable;
import java.util.List;

/**
 * What a {@code tollgate.yaml} asks for, checked: ready to be written to the config table.
 *
 * @param budgets what keys share because of their tags
 */
public record Plan(RoutingTable table, Pricing pricing, List<TagBudget> budgets, List<ApiKey> keys) {

    public Plan {
        budgets = List.copyOf(budgets);
        keys = List.copyOf(keys);
    }
}
