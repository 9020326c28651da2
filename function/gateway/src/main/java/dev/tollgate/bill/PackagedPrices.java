package dev.tollgate.bill;

import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.tollgate.openai.JsonCodec;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** The price list that comes with the product: read when the first price is asked for; in a native image, when that is built. */
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
            return JsonCodec.mapper()
                    .rebuild()
                    .addModule(new JavaTimeModule())
                    .build()
                    .readValue(file, ListPrices.class);
        } catch (IOException broken) {
            throw new UncheckedIOException("prices.json, which comes with the product, cannot be read", broken);
        }
    }
}
