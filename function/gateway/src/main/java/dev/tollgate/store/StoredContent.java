package dev.tollgate.store;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Compressed bytes in the cache table, in as many items as they need. All reads are consistent. */
final class StoredContent {
    private final DynamoDbClient dynamo;
    private final String table;

    StoredContent(DynamoDbClient dynamo, String table) {
        this.dynamo = dynamo;
        this.table = table;
    }

    /** Writes the first item last: what is found is whole. */
    void put(CompressedSlices name, byte[] content, Instant expiresAt) {
        List<SdkBytes> slices = CompressedSlices.of(content);
        AttributeValue expiry = AttributeValue.fromN(Long.toString(expiresAt.getEpochSecond()));
        List<Map<String, AttributeValue>> items =
                new ArrayList<>(name.furtherItems(slices, Map.of(DocumentItem.EXPIRES_AT, expiry)));
        Map<String, AttributeValue> first = new HashMap<>(DocumentItem.key(name.name()));
        first.put(DocumentItem.EXPIRES_AT, expiry);
        first.put(CompressedSlices.PARTS, AttributeValue.fromN(Integer.toString(slices.size())));
        first.put(CompressedSlices.BODY, AttributeValue.fromB(slices.getFirst()));
        items.add(first);
        items.forEach(item -> dynamo.putItem(put -> put.tableName(table).item(item)));
    }

    /** Empty if it is not there, or not all of it. */
    Optional<byte[]> read(CompressedSlices name) {
        Map<String, AttributeValue> first = read(DocumentItem.key(name.name()));
        if (first.isEmpty()) {
            return Optional.empty();
        }
        List<Map<String, AttributeValue>> further =
                furtherKeys(name, first).stream().map(this::read).toList();
        return further.stream().noneMatch(Map::isEmpty)
                ? Optional.of(CompressedSlices.body(first, further))
                : Optional.empty();
    }

    private static List<Map<String, AttributeValue>> furtherKeys(
            CompressedSlices name, Map<String, AttributeValue> first) {
        return name.furtherKeys(ItemReader.number(first, CompressedSlices.PARTS));
    }

    private Map<String, AttributeValue> read(Map<String, AttributeValue> key) {
        return dynamo.getItem(get -> get.tableName(table).key(key).consistentRead(true))
                .item();
    }

    /** Deletes it. Has no effect if it is not there. */
    void delete(CompressedSlices name) {
        Map<String, AttributeValue> first = delete(DocumentItem.key(name.name()));
        if (!first.isEmpty()) {
            furtherKeys(name, first).forEach(this::delete);
        }
    }

    private Map<String, AttributeValue> delete(Map<String, AttributeValue> key) {
        return dynamo.deleteItem(delete -> delete.tableName(table).key(key).returnValues("ALL_OLD"))
                .attributes();
    }
}
