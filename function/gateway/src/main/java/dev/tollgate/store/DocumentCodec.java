package dev.tollgate.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.tollgate.auth.ApiKey;
import dev.tollgate.auth.TagBudget;
import dev.tollgate.bill.Price;
import dev.tollgate.bill.TariffTable;
import dev.tollgate.openai.GatewayPolicy;
import dev.tollgate.provider.Provider;
import dev.tollgate.route.Alias;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Records as the JSON that is stored. Its own mapper, because what is stored must not change when the one of the HTTP
 * API is configured differently.
 */
final class DocumentCodec {
    private static final ObjectMapper JSON = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            // The same record gives the same text, so that an unchanged one is recognised.
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            // Prices stay the decimal numbers they were written as.
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            // A newer gateway may have written fields that this one does not know.
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private static final TypeReference<Map<String, Price>> PRICES = new TypeReference<>() {};

    static {
        // Jackson examines a record when it first meets it: here, so that the native image is built with what it found.
        Stream.of(
                        Alias.class,
                        ApiKey.class,
                        Price.class,
                        Provider.class,
                        TagBudget.class,
                        TariffTable.class,
                        GatewayPolicy.class)
                .forEach(JSON::readerFor);
    }

    private DocumentCodec() {}

    static String write(Object document) {
        try {
            return JSON.writeValueAsString(document);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(document.getClass() + " is not JSON", impossible);
        }
    }

    /** A provider's document: its fields, and the prices of its models where a team has its own. */
    static String write(Provider provider, Map<String, Price> prices) {
        ObjectNode fields = JSON.valueToTree(provider);
        if (!prices.isEmpty()) {
            fields.set("prices", JSON.valueToTree(prices));
        }
        return write(fields);
    }

    /** What holds for every request, and what callers are charged. */
    static String write(GatewayPolicy terms, TariffTable tariffs) {
        ObjectNode fields = JSON.valueToTree(terms);
        fields.setAll(JSON.<ObjectNode>valueToTree(tariffs));
        return write(fields);
    }

    /** Throws IllegalArgumentException for what is not such a document. */
    static <T> T read(String document, Class<T> type) {
        try {
            return JSON.readValue(document, type);
        } catch (JsonProcessingException unreadable) {
            // Not as its cause: Jackson's messages quote the document, and a document may hold a secret.
            throw new IllegalArgumentException(type.getSimpleName() + " cannot be read: "
                    + unreadable.getClass().getSimpleName() + at(unreadable));
        }
    }

    /** The prices inside a provider's document, by model. */
    static Map<String, Price> prices(String provider) {
        try {
            Map<String, Price> prices =
                    JSON.convertValue(JSON.readTree(provider).get("prices"), PRICES);
            return prices == null ? Map.of() : prices;
        } catch (JsonProcessingException unreadable) {
            throw new IllegalArgumentException("prices cannot be read" + at(unreadable));
        }
    }

    private static String at(JsonProcessingException unreadable) {
        return unreadable.getLocation() == null
                ? ""
                : " at column " + unreadable.getLocation().getColumnNr();
    }
}
