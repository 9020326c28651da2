package dev.tollgate.bill;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The configured prices.
 *
 * @param costs what providers bill, by provider, then by the provider's name of the model
 * @param charges what callers are charged
 */
public record PricingConfig(Map<String, Map<String, Price>> costs, TariffTable charges) {

    /** Costs are list prices, and callers are charged the cost. */
    public static final PricingConfig NONE = new PricingConfig(Map.of(), TariffTable.NONE);

    public PricingConfig {
        Map<String, Map<String, Price>> copy = new LinkedHashMap<>();
        costs.forEach((provider, models) -> copy.put(provider, Map.copyOf(models)));
        costs = Map.copyOf(copy);
    }
}
