package dev.tollgate.store;

import dev.tollgate.auth.KeyHash;
import dev.tollgate.config.GatewayConfig;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/** The config table: versioned documents. A write must name the version that it replaces. */
@ApplicationScoped
class ConfigTable {
    /** The partition of everything except keys, so that one Query reads all of it. */
    static final String CONFIG = "CONFIG";

    static final String KEY = "key";

    /** The sort key of the gateway's policy, which applies to every request. */
    static final String TERMS = "gateway#terms";

    /** What the sort keys of the templates of callers with a token start with. */
    static final String CALLERS = "caller#";

    /** The sort key of a price list that somebody applied. */
    static final String PRICES = "prices";

    /** The partition of the ids of keys that are gone for good. */
    static final String DELETED_KEYS = "DELETED-KEYS";

    /** What the partitions of keys begin with. */
    static final String KEY_PARTITION = "KEY#";

    private static final Duration OF_A_LARGE_PAGE = Duration.ofSeconds(20);

    private final DynamoDbClient client;
    private final TransactionWriter transactions;
    private final String table;
    private final KeyWrites keyWrites;

    ConfigTable(DynamoDbClient client, GatewayConfig config) {
        this.client = client;
        this.transactions = new TransactionWriter(client);
        this.table = config.tables().config();
        this.keyWrites = new KeyWrites(new DocumentWrites(table));
    }

    static String partitionOf(KeyHash keyHash) {
        return KEY_PARTITION + keyHash.hex();
    }

    /** The raw items of the CONFIG partition. Callers decide what to do with unreadable ones. */
    List<Map<String, AttributeValue>> configItems(boolean consistent) {
        return items(CONFIG, consistent);
    }

    /** The raw items of a partition, ordered by sort key. */
    List<Map<String, AttributeValue>> items(String pk, boolean consistent) {
        return read(partition(pk).consistentRead(consistent));
    }

    /**
     * Documents of a partition, the last sort key first.
     *
     * @param before the sort key before which they come; null to start at the last one
     */
    List<StoredDocument> newestFirst(String pk, @Nullable String before, int most) {
        QueryRequest request = (before == null ? partition(pk) : partition(pk, "sk < :sk", before))
                .scanIndexForward(false)
                .consistentRead(true)
                .limit(most)
                .build();
        return StoreCall.run(() -> client.queryPaginator(request).items().stream()
                .limit(most)
                .map(StoredDocument::of)
                .toList());
    }

    /**
     * Documents of a partition in order of their sort keys, as many as one Query reads.
     *
     * @param after the sort key after which they come; empty for the first ones
     */
    DocumentPage page(String pk, String after, int most) {
        QueryRequest request = (after.isEmpty() ? partition(pk) : partition(pk, "sk > :sk", after))
                .overrideConfiguration(settings -> settings.apiCallTimeout(OF_A_LARGE_PAGE))
                .consistentRead(true)
                .limit(most)
                .build();
        QueryResponse read = StoreCall.run(() -> client.query(request));
        return new DocumentPage(read.items().stream().map(StoredDocument::of).toList(), !read.hasLastEvaluatedKey());
    }

    /** All documents of a large partition, ordered by sort key. No call of a client waits for it. */
    List<StoredDocument> all(String pk, boolean consistent) {
        return read(partition(pk)
                        .overrideConfiguration(settings -> settings.apiCallTimeout(OF_A_LARGE_PAGE))
                        .consistentRead(consistent))
                .stream()
                .map(StoredDocument::of)
                .toList();
    }

    /** Documents of a partition whose sort keys begin like this. */
    List<StoredDocument> startingWith(String pk, String prefix) {
        return read(partition(pk, "begins_with(sk, :sk)", prefix).consistentRead(true)).stream()
                .map(StoredDocument::of)
                .toList();
    }

    private QueryRequest.Builder partition(String pk) {
        return QueryRequest.builder()
                .tableName(table)
                .keyConditionExpression("pk = :pk")
                .expressionAttributeValues(Map.of(":pk", AttributeValue.fromS(pk)));
    }

    /**
     * A part of a partition.
     *
     * @param condition on the sort key, against {@code :sk}
     */
    private QueryRequest.Builder partition(String pk, String condition, String sk) {
        return partition(pk)
                .keyConditionExpression("pk = :pk AND " + condition)
                .expressionAttributeValues(Map.of(":pk", AttributeValue.fromS(pk), ":sk", AttributeValue.fromS(sk)));
    }

    private List<Map<String, AttributeValue>> read(QueryRequest.Builder request) {
        QueryRequest built = request.build();
        return StoreCall.run(() -> client.queryPaginator(built).items().stream().toList());
    }

    /** The raw items of all keys. Reads the whole table: no call waits for it, and a page of a large one takes its time. */
    List<Map<String, AttributeValue>> keyItems() {
        return StoreCall.run(() -> client
                .scanPaginator(request -> request.tableName(table)
                        .filterExpression("begins_with(pk, :key)")
                        .expressionAttributeValues(Map.of(":key", AttributeValue.fromS(KEY_PARTITION)))
                        .overrideConfiguration(settings -> settings.apiCallTimeout(OF_A_LARGE_PAGE))
                        .consistentRead(true))
                .items()
                .stream()
                .toList());
    }

    Optional<StoredDocument> find(String pk, String sk, boolean consistent) {
        Map<String, AttributeValue> item = StoreCall.run(() -> client.getItem(request ->
                        request.tableName(table).key(StoredDocument.key(pk, sk)).consistentRead(consistent))
                .item());
        return item.isEmpty() ? Optional.empty() : Optional.of(StoredDocument.of(item));
    }

    /** Writes a new version. Throws {@link DocumentChangedException} if the current version is not the one before it. */
    void put(StoredDocument document) {
        VersionCondition condition = VersionCondition.isNext(document);
        PutItemRequest.Builder request = PutItemRequest.builder()
                .tableName(table)
                .item(document.item())
                .conditionExpression(condition.expression())
                .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD);
        if (!condition.values().isEmpty()) {
            request.expressionAttributeValues(condition.values());
        }
        unlessChanged(document, document.item(), () -> client.putItem(request.build()));
    }

    /**
     * Writes versions of keys with their copies, all of them or none.
     *
     * @throws DocumentChangedException if something else is there than one of them replaces
     */
    void putKeys(List<KeyVersion> keys) {
        List<TransactWriteItem> writes = new ArrayList<>();
        keys.forEach(key -> writes.add(keyWrites.key(key)));
        writes.addAll(keyWrites.ofIndex(keys));
        TransactionWriter writer = keys.size() > 1 ? transactions.ofMany() : transactions;
        List<CancellationReason> reasons = StoreCall.run(() -> writer.write(writes, keys.size()));
        if (!reasons.isEmpty() && !areThere(keys, reasons)) {
            throw new DocumentChangedException(KEY, null);
        }
    }

    /**
     * Removes a copy that is not of its key, or of none.
     *
     * @param key what is in the place of the key; null if nothing is
     * @throws DocumentChangedException if something else is there
     */
    void removeCopy(StoredDocument copy, @Nullable StoredDocument key) {
        List<TransactWriteItem> writes = keyWrites.removeCopy(copy, key);
        if (!StoreCall.run(() -> transactions.write(writes, 1)).isEmpty()) {
            throw new DocumentChangedException(copy.sk(), null);
        }
    }

    /** Whether an attempt before has written them, and only its answer was lost. */
    private static boolean areThere(List<KeyVersion> keys, List<CancellationReason> reasons) {
        return IntStream.range(0, keys.size()).allMatch(index -> reasons.get(index)
                .item()
                .equals(keys.get(index).document().item()));
    }

    /** Deletes this version. Throws {@link DocumentChangedException} if the current version is another. */
    void delete(StoredDocument document) {
        VersionCondition condition = VersionCondition.isCurrent(document);
        DeleteItemRequest request = DeleteItemRequest.builder()
                .tableName(table)
                .key(StoredDocument.key(document.pk(), document.sk()))
                .conditionExpression(condition.expression())
                .expressionAttributeValues(condition.values())
                .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD)
                .build();
        unlessChanged(document, Map.of(), () -> client.deleteItem(request));
    }

    /**
     * The SDK repeats a write whose response was lost. The repetition finds its own result, which is not a conflict.
     */
    private void unlessChanged(StoredDocument document, Map<String, AttributeValue> result, Runnable write) {
        StoreCall.run(() -> {
            try {
                return transactions.alone(() -> {
                    write.run();
                    return null;
                });
            } catch (ConditionalCheckFailedException changed) {
                if (changed.item().equals(result)) {
                    return null;
                }
                throw new DocumentChangedException(document.sk(), changed);
            }
        });
    }
}
