package dev.tollgate.bill;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.tollgate.openai.JsonCodec;
import dev.tollgate.parse.TimeParser;
import java.io.IOException;
import java.io.InputStream;

/** Reads price lists in the form of {@code prices.json}. */
public final class PriceListJson {
    private static final ObjectMapper MAPPER =
            JsonCodec.mapper().rebuild().addModule(new JavaTimeModule()).build();

    private PriceListJson() {}

    static ListPrices read(InputStream json) throws IOException {
        return MAPPER.readValue(json, ListPrices.class);
    }

    /**
     * Reads a list that did not come with this build.
     *
     * @throws IllegalArgumentException if it is not such a list
     */
    public static ListPrices read(String json) {
        ListPrices list;
        try {
            list = MAPPER.readValue(json, ListPrices.class);
        } catch (JsonProcessingException unreadable) {
            throw new IllegalArgumentException(
                    "it is not a price list: " + unreadable.getOriginalMessage(), unreadable);
        }
        if (list == null || list.prices() == null || list.prices().isEmpty()) {
            throw new IllegalArgumentException("it has no prices");
        }
        requireDate(list.version());
        list.prices().keySet().stream()
                .filter(name -> name.indexOf('/') <= 0)
                .findFirst()
                .ifPresent(name -> {
                    throw new IllegalArgumentException(name + " is not a name like provider/model");
                });
        return list;
    }

    /** Versions are compared, so that a gateway knows which list is newer. */
    private static void requireDate(String version) {
        if (TimeParser.day(version).isEmpty()) {
            throw new IllegalArgumentException("its version is not a date, such as 2026-09-23");
        }
    }
}
