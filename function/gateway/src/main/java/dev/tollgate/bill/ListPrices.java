package dev.tollgate.bill;

import java.util.Map;

/**
 * The list prices that come with the product, from {@code prices.json}.
 *
 * @param version names the list in every record it priced
 * @param source where the figures come from
 * @param prices by {@code provider/model}
 */
record ListPrices(String version, String source, Map<String, Price> prices) {}
