package dev.tollgate.bill;

import dev.tollgate.openai.Json;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** Reads the price list that comes with the product, when the first price is asked for. */
final class PackagedPrices {
    private PackagedPrices() {}

    @Produces
    @Singleton
    static ListPrices read() {
        try (InputStream file = PackagedPrices.class.getResourceAsStream("/prices.json")) {
            return Json.mapper().readValue(file, ListPrices.class);
        } catch (IOException broken) {
            throw new UncheckedIOException("prices.json, which comes with the product, cannot be read", broken);
        }
    }
}
