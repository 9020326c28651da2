package dev.tollgate.store;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * An item of the config table.
 *
 * @param pk {@code CONFIG}, {@code KEY#<sha256>}, or that of copies of keys, of the history or of the audit trail
 * @param sk {@code alias#NAME}, {@code budget#TAG}, {@code caller#TEAM}, {@code provider#NAME}, {@code policy#NAME},
 *     {@code gateway#terms}, {@code prices}, or {@code key} for a key
 * @param json the document itself
 * @param version 1 at first, incremented by each change
 * @param origin who wrote the first version; null if that was before documents had it
 */
record StoredDocument(
        String pk,
        String sk,
        String json,
        long version,
        Instant updatedAt,
        String updatedBy,
        @Nullable DocumentOrigin origin) {

    /** A document whose origin is its first version, or is not known. */
    StoredDocument(String pk, String sk, String json, long version, Instant updatedAt, String updatedBy) {
        this(
                pk,
                sk,
                json,
                version,
                updatedAt,
                updatedBy,
                version == 1 ? new DocumentOrigin(updatedAt, updatedBy) : null);
    }

    /** The same with another origin. */
    StoredDocument from(@Nullable DocumentOrigin other) {
        return new StoredDocument(pk, sk, json, version, updatedAt, updatedBy, other);
    }

    /** The same in another place. */
    StoredDocument at(String otherPk, String otherSk) {
        return new StoredDocument(otherPk, otherSk, json, version, updatedAt, updatedBy, origin);
    }

    /** The next version. */
    StoredDocument next(String changed, Instant at, String by) {
        return new StoredDocument(pk, sk, changed, version + 1, at, by, origin);
    }

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
                ItemReader.text(item, "updated_by"),
                item.containsKey("created_at")
                        ? new DocumentOrigin(
                                ItemReader.instant(item, "created_at"), ItemReader.text(item, "created_by"))
                        : null);
    }

    Map<String, AttributeValue> item() {
        Map<String, AttributeValue> item = new HashMap<>(Map.of(
                "pk", AttributeValue.fromS(pk),
                "sk", AttributeValue.fromS(sk),
                "document", AttributeValue.fromS(json),
                "version", AttributeValue.fromN(Long.toString(version)),
                "updated_at", AttributeValue.fromS(updatedAt.toString()),
                "updated_by", AttributeValue.fromS(updatedBy)));
        if (origin != null) {
            item.put("created_at", AttributeValue.fromS(origin.at().toString()));
            item.put("created_by", AttributeValue.fromS(origin.by()));
        }
        return item;
    }
}
