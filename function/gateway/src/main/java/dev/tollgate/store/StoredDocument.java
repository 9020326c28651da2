package dev.tollgate.store;

import java.time.Instant;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * An item of the config table.
 *
 * @param pk {@code CONFIG}, or {@code KEY#<sha256>}
 * @param sk {@code alias#NAME}, {@code budget#TAG}, {@code caller#TEAM}, {@code provider#NAME}, {@code policy#NAME},
 *     {@code gateway#terms}, {@code prices}, or {@code key} for a key
 * @param json the document itself
 * @param version 1 at first, incremented by each change
 */
record StoredDocument(String pk, String sk, String json, long version, Instant updatedAt, String updatedBy) {
    static Map<String, AttributeValue> key(String pk, String sk) {
        return Map.of("pk", AttributeValue.fromS(pk), "sk", AttributeValue.fromS(sk));
    }

    /** Throws IllegalArgumentException if an attribute is missing. */
    static StoredDocument of(Map<String, AttributeValue> item) {
        return new StoredDocument(
                ItemReader.text(item, "pk"),
                ItemReader.text(item, "sk"),
                ItemReader.text(item, "document"),
                ItemReader.number(item, "version"),
                ItemReader.instant(item, "updated_at"),
                ItemReader.text(item, "updated_by"));
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
}
