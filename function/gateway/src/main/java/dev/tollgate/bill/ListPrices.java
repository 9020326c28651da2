package dev.tollgate.bill;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.Map;

/**
 * The list prices that come with the product, from {@code prices.json}.
 *
 * @param version names the list in every record it priced
 * @param source where the figures come from
 * @param prices by {@code provider/model}, in alphabetical order
 */
@RegisterForReflection(targets = {ListPrices.class, ListedModel.class, ConditionalPrice.class, DailyHours.class})
record ListPrices(String version, String source, Map<String, ListedModel> prices) {}
