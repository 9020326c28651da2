package dev.tollgate.store;

import java.time.Instant;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * An item of the config table.
 *
 * @param pk {@code CONFIG}, or {@code KEY#<sha256>}
 * @param sk {@code alias#NAME}, {@code budget#TAG}, {@code provider#NAME}, {@code policy#NAME}, {@code gateway#terms}; of a key, {@code key}
 * @param json the record
 * @param version 1 for the first, counted up by each change
 */
record StoredDocument(String pk, String sk, String json, long version, Instant updatedAt, String updatedBy) {
    private static final AttributeValue MISSING = AttributeValue.fromNul(true);

    static Map<String, AttributeValue> key(String pk, String sk) {
        return Map.of("pk", AttributeValue.fromS(pk), "sk", AttributeValue.fromS(sk));
    }

    /** Throws IllegalArgumentException for an item that is not one of ours. */
    static StoredDocument of(Map<String, AttributeValue> item) {
        return new StoredDocument(
                text(item, "pk"),
                text(item, "sk"),
                text(item, "document"),
                Long.parseLong(required(
                        "version", item.getOrDefault("version", MISSING).n())),
                Instant.parse(text(item, "updated_at")),
                text(item, "updated_by"));
    }

    Map<String, AttributeValue> item() {
        return Map.of(
                "pk", AttributeValue.fromS(pk),
                "sk", AttributeValue.fromS(sk),
                "document", AttributeValue.fromS(json),
                "version", AttributeValue.fromN(Long.toString(version)),
                "updated_at", AttributeValue.fromS(updatedAt.toString()),
                "updated_by", AttributeValue.fromS(updatedBy));
    }

    private static String text(Map<String, AttributeValue> item, String attribute) {
        return required(attribute, item.getOrDefault(attribute, MISSING).s());
    }

    private static String required(String attribute, String value) {
        if (value == null) {
            throw new IllegalArgumentException("it has no attribute " + attribute + " of its type");
        }
        return value;
    }
}
