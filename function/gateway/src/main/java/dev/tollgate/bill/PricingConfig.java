package dev.tollgate.bill;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a team has said of money.
 *
 * @param costs what its providers bill, by provider, then by the provider's name of the model
 * @param charges what its callers are charged
 */
public record PricingConfig(Map<String, Map<String, Price>> costs, TariffTable charges) {

    /** List prices, and what is charged is the cost. */
    public static final PricingConfig NONE = new PricingConfig(Map.of(), TariffTable.NONE);

    public PricingConfig {
        Map<String, Map<String, Price>> copy = new LinkedHashMap<>();
        costs.forEach((provider, models) -> copy.put(provider, Map.copyOf(models)));
        costs = Map.copyOf(copy);
    }
}
