package dev.tollgate.bill;

import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.tollgate.openai.JsonCodec;
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
            return JsonCodec.mapper()
                    .rebuild()
                    .addModule(new JavaTimeModule())
                    .build()
                    .readValue(file, ListPrices.class);
        } catch (IOException broken) {
            throw new UncheckedIOException("The packaged prices.json cannot be read", broken);
        }
    }
}
