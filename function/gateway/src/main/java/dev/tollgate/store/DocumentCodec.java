package dev.tollgate.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.tollgate.auth.ApiKey;
import dev.tollgate.auth.BudgetIncrease;
import dev.tollgate.auth.CallerTemplate;
import dev.tollgate.auth.TagBudget;
import dev.tollgate.auth.Team;
import dev.tollgate.batch.SentLines;
import dev.tollgate.batch.StoredBatch;
import dev.tollgate.batch.StoredFile;
import dev.tollgate.bill.Price;
import dev.tollgate.bill.TariffTable;
import dev.tollgate.guardrail.ContentPolicy;
import dev.tollgate.openai.GatewayPolicy;
import dev.tollgate.provider.Provider;
import dev.tollgate.route.Alias;
import dev.tollgate.storedresponse.KeptEvent;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Converts records to and from the JSON in the config table. It has a mapper of its own, so that changes to the HTTP
 * API's mapper do not change what is stored.
 */
final class DocumentCodec {
    private static final ObjectMapper JSON = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            // Equal records must give equal texts, so that unchanged documents are recognised.
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            // Prices must keep their decimal digits.
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            // A newer gateway may have written unknown fields.
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private static final TypeReference<Map<String, Price>> PRICES = new TypeReference<>() {};

    static {
        // Jackson examines a record on first use. Doing it here puts the result into the native image.
        Stream.of(
                        Alias.class,
                        ApiKey.class,
                        BudgetIncrease.class,
                        CallerTemplate.class,
                        Price.class,
                        SentLines.class,
                        StoredBatch.class,
                        StoredFile.class,
                        Provider.class,
                        TagBudget.class,
                        Team.class,
                        TariffTable.class,
                        GatewayPolicy.class,
                        ContentPolicy.class,
                        KeptEvent[].class)
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

    /** The same as UTF-8. */
    static byte[] bytes(Object document) {
        return write(document).getBytes(StandardCharsets.UTF_8);
    }

    /** A provider's document: its fields, and the custom prices of its models if there are any. */
    static String write(Provider provider, Map<String, Price> prices) {
        ObjectNode fields = JSON.valueToTree(provider);
        if (!prices.isEmpty()) {
            fields.set("prices", JSON.valueToTree(prices));
        }
        return write(fields);
    }

    /** The document of the gateway's policy, with the tariffs of callers. */
    static String write(GatewayPolicy policy, TariffTable tariffs) {
        ObjectNode fields = JSON.valueToTree(policy);
        fields.setAll(JSON.<ObjectNode>valueToTree(tariffs));
        return write(fields);
    }

    /** Throws IllegalArgumentException if the document does not have this type. */
    static <T> T read(String document, Class<T> type) {
        try {
            return JSON.readValue(document, type);
        } catch (JsonProcessingException unreadable) {
            // Without a cause: Jackson's message quotes the document, which may hold a secret.
            throw new IllegalArgumentException(type.getSimpleName() + " cannot be read: "
                    + unreadable.getClass().getSimpleName() + at(unreadable));
        }
    }

    /** The same for UTF-8. */
    static <T> T read(byte[] document, Class<T> type) {
        return read(new String(document, StandardCharsets.UTF_8), type);
    }

    /** A document of others, as a tree. */
    static JsonNode tree(String document) throws JsonProcessingException {
        return JSON.readTree(document);
    }

    /** The custom prices in a provider's document, by model. */
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
