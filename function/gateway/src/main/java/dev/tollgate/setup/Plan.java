package dev.tollgate.setup;

import dev.tollgate.auth.ApiKey;
import dev.tollgate.auth.TagBudget;
import dev.tollgate.bill.Price;
import dev.tollgate.route.RoutingTable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a {@code tollgate.yaml} asks for, checked: ready to be written to the config table.
 *
 * @param prices the team's own prices, by provider, then by the provider's name of the model
 * @param budgets what keys share because of their tags
 */
public record Plan(
        RoutingTable table, Map<String, Map<String, Price>> prices, List<TagBudget> budgets, List<ApiKey> keys) {

    public Plan {
        Map<String, Map<String, Price>> copy = new LinkedHashMap<>();
        prices.forEach((provider, models) -> copy.put(provider, Map.copyOf(models)));
        prices = Map.copyOf(copy);
        budgets = List.copyOf(budgets);
        keys = List.copyOf(keys);
    }
}
