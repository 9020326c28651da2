package dev.tollgate.bill;

import dev.tollgate.openai.Json;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;

/**
 * The list prices that come with the product, from {@code prices.json}.
 *
 * @param version names the list in every record it priced
 * @param source where the figures come from
 * @param prices by {@code provider/model}
 */
record ListPrices(String version, String source, Map<String, Price> prices) {

    @Produces
    @Singleton
    static ListPrices packaged() {
        try (InputStream file = ListPrices.class.getResourceAsStream("/prices.json")) {
            return Json.mapper().readValue(file, ListPrices.class);
        } catch (IOException broken) {
            throw new UncheckedIOException("prices.json, which comes with the product, cannot be read", broken);
        }
    }
}
