package dev.tollgate.store;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** An item of the cache table that holds one record as JSON. */
final class DocumentItem {
    static final String DOCUMENT = "document";
    static final String EXPIRES_AT = "expires_at";

    private static final String KEY = "pk";

    private DocumentItem() {}

    static Map<String, AttributeValue> key(String name) {
        return Map.of(KEY, AttributeValue.fromS(name));
    }

    static Map<String, AttributeValue> of(String name, Object document, Instant expiresAt) {
        Map<String, AttributeValue> item = new HashMap<>(key(name));
        item.put(DOCUMENT, AttributeValue.fromS(DocumentCodec.write(document)));
        item.put(EXPIRES_AT, AttributeValue.fromN(Long.toString(expiresAt.getEpochSecond())));
        return item;
    }

    /** The record; empty if there is no item, or it has expired: DynamoDB deletes expired items late. */
    static <T> Optional<T> read(Map<String, AttributeValue> item, Class<T> type, Instant now) {
        return item.containsKey(KEY) && now.getEpochSecond() < ItemReader.number(item, EXPIRES_AT)
                ? Optional.of(DocumentCodec.read(ItemReader.text(item, DOCUMENT), type))
                : Optional.empty();
    }
}
