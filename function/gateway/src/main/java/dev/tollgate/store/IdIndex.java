package dev.tollgate.store;

import dev.tollgate.openai.ErrorKind;
import dev.tollgate.openai.GatewayException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/**
 * Lists of ids, each in one item of the cache table, which has no other way to find all items of one owner. An id may be listed for
 * longer than its item exists.
 */
final class IdIndex {
    /** An item has 400 KB, and an id some 40 bytes. */
    private static final long MOST_IDS = 5_000L;

    /** Longer than anything that is listed. */
    private static final Duration KEPT = Duration.ofDays(60);

    private final DynamoDbClient dynamo;
    private final String table;
    private final BatchReader items;
    private final Clock clock;

    IdIndex(DynamoDbClient dynamo, String table, Clock clock) {
        this.dynamo = dynamo;
        this.table = table;
        this.items = new BatchReader(dynamo, table);
        this.clock = clock;
    }

    /**
     * Lists an id.
     *
     * @throws GatewayException {@code INVALID_VALUE} if the list is full
     */
    void add(String list, String id) {
        Map<String, AttributeValue> values = AttributeValues.of(
                Map.of(":most", MOST_IDS, ":expiry", clock.instant().plus(KEPT).getEpochSecond(), ":text", id));
        values.put(":id", AttributeValue.fromSs(List.of(id)));
        try {
            dynamo.updateItem(update -> update.tableName(table)
                    .key(key(list))
                    .updateExpression("ADD ids :id SET expires_at = :expiry")
                    .conditionExpression("attribute_not_exists(ids) OR size(ids) < :most OR contains(ids, :text)")
                    .expressionAttributeValues(values));
        } catch (ConditionalCheckFailedException full) {
            throw new GatewayException(
                    ErrorKind.INVALID_VALUE,
                    "There are " + MOST_IDS + " of them already. Delete some files, or wait until batches have ended.",
                    full);
        }
    }

    /** Takes ids off the list. */
    void remove(String list, Set<String> ids) {
        if (!ids.isEmpty()) {
            dynamo.updateItem(update -> update.tableName(table)
                    .key(key(list))
                    .updateExpression("DELETE ids :ids")
                    .expressionAttributeValues(Map.of(":ids", AttributeValue.fromSs(List.copyOf(ids)))));
        }
    }

    /**
     * What is listed, in any order. Takes off the list what has no item any more.
     *
     * @param name the key of the item of an id
     * @param reader reads an item; empty where it counts as none
     * @param idOf the id of what was read
     */
    <T> List<T> listed(
            String list,
            UnaryOperator<String> name,
            Function<Map<String, AttributeValue>, Optional<T>> reader,
            Function<T, String> idOf) {
        Set<String> gone = ids(list);
        List<T> found = items.read(
                        gone.stream().map(name).map(DocumentItem::key).toList())
                .flatMap(item -> reader.apply(item).stream())
                .toList();
        found.stream().map(idOf).forEach(gone::remove);
        remove(list, gone);
        return found;
    }

    private Set<String> ids(String list) {
        Map<String, AttributeValue> item = dynamo.getItem(
                        get -> get.tableName(table).key(key(list)).consistentRead(true))
                .item();
        AttributeValue ids = item.get("ids");
        return ids == null ? new TreeSet<>() : new TreeSet<>(ids.ss());
    }

    private static Map<String, AttributeValue> key(String list) {
        return Map.of("pk", AttributeValue.fromS(list));
    }
}
