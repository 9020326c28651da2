package dev.tollgate.bill;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.Map;

/**
 * The packaged list prices, from {@code prices.json}.
 *
 * @param version stored in each usage record that uses the list
 * @param source where the prices come from
 * @param prices by {@code provider/model}, in alphabetical order
 */
@RegisterForReflection(targets = {ListPrices.class, ListedModel.class, ConditionalPrice.class, DailyHours.class})
record ListPrices(String version, String source, Map<String, ListedModel> prices) {}
