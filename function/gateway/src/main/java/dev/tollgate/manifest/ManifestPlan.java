package dev.tollgate.manifest;

import dev.tollgate.auth.ApiKey;
import dev.tollgate.auth.CallerTemplate;
import dev.tollgate.auth.TagBudget;
import dev.tollgate.bill.PricingConfig;
import dev.tollgate.guardrail.ContentPolicy;
import dev.tollgate.route.RoutingTable;
import java.util.List;

/**
 * The checked content of a {@code tollgate.yaml}, ready to be written to the config table.
 *
 * @param budgets the budgets that keys share because of their tags
 * @param policies the content policies
 * @param callers the templates of callers with a token
 */
public record ManifestPlan(
        RoutingTable table,
        PricingConfig pricing,
        List<TagBudget> budgets,
        List<ContentPolicy> policies,
        List<CallerTemplate> callers,
        List<ApiKey> keys) {

    public ManifestPlan {
        budgets = List.copyOf(budgets);
        policies = List.copyOf(policies);
        callers = List.copyOf(callers);
        keys = List.copyOf(keys);
    }
}
