package dev.tollgate.bill;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** Reads the packaged price list on first use. In a native image this happens at build time. */
final class PackagedPrices {
    private static final ListPrices LIST = read();

    private PackagedPrices() {}

    @Produces
    @Singleton
    static ListPrices list() {
        return LIST;
    }

    private static ListPrices read() {
        try (InputStream file = PackagedPrices.class.getResourceAsStream("/prices.json")) {
            return PriceListJson.read(file);
        } catch (IOException broken) {
            throw new UncheckedIOException("The packaged prices.json cannot be read", broken);
        }
    }
}
