package dev.tollgate.store;

import dev.tollgate.auth.KeyHash;
import dev.tollgate.config.GatewayConfig;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;

/** The config table: documents, each changed only by who has seen its last version. */
@ApplicationScoped
class ConfigTable {
    /** The partition of everything but keys: one Query reads it all. */
    static final String CONFIG = "CONFIG";

    static final String KEY = "key";

    /** The sort key of what holds for every request. */
    static final String TERMS = "gateway#terms";

    private static final String KEY_PARTITION = "KEY#";

    private final DynamoDbClient client;
    private final String table;

    ConfigTable(DynamoDbClient client, GatewayConfig config) {
        this.client = client;
        this.table = config.tables().config();
    }

    static String partitionOf(KeyHash keyHash) {
        return KEY_PARTITION + keyHash.hex();
    }

    /** The raw items of the CONFIG partition: who reads them decides what becomes of unreadable ones. */
    List<Map<String, AttributeValue>> configItems(boolean consistent) {
        return items(CONFIG, consistent);
    }

    /** The raw items of one partition, in the order of their sort keys. */
    List<Map<String, AttributeValue>> items(String pk, boolean consistent) {
        return StoreCall.on(table, () -> client
                .queryPaginator(request -> request.tableName(table)
                        .keyConditionExpression("pk = :pk")
                        .expressionAttributeValues(Map.of(":pk", AttributeValue.fromS(pk)))
                        .consistentRead(consistent))
                .items()
                .stream()
                .toList());
    }

    /** The raw items of all keys. Reads the whole table, which holds nothing large. */
    List<Map<String, AttributeValue>> keyItems() {
        return StoreCall.on(table, () -> client
                .scanPaginator(request -> request.tableName(table)
                        .filterExpression("begins_with(pk, :key)")
                        .expressionAttributeValues(Map.of(":key", AttributeValue.fromS(KEY_PARTITION)))
                        .consistentRead(true))
                .items()
                .stream()
                .toList());
    }

    Optional<StoredDocument> find(String pk, String sk, boolean consistent) {
        Map<String, AttributeValue> item = StoreCall.on(table, () -> client.getItem(request ->
                        request.tableName(table).key(StoredDocument.key(pk, sk)).consistentRead(consistent))
                .item());
        return item.isEmpty() ? Optional.empty() : Optional.of(StoredDocument.of(item));
    }

    /** Writes a new version. Throws IllegalStateException where the last one is not the one before it. */
    void put(StoredDocument document) {
        PutItemRequest.Builder request = PutItemRequest.builder()
                .tableName(table)
                .item(document.item())
                .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD);
        if (document.version() == 1) {
            request.conditionExpression("attribute_not_exists(pk)");
        } else {
            request.conditionExpression("version = :seen")
                    .expressionAttributeValues(Map.of(":seen", version(document.version() - 1)));
        }
        unlessChanged(document, document.item(), () -> client.putItem(request.build()));
    }

    /** Deletes exactly this version. Throws IllegalStateException where there is another. */
    void delete(StoredDocument document) {
        DeleteItemRequest request = DeleteItemRequest.builder()
                .tableName(table)
                .key(StoredDocument.key(document.pk(), document.sk()))
                .conditionExpression("version = :seen")
                .expressionAttributeValues(Map.of(":seen", version(document.version())))
                .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD)
                .build();
        unlessChanged(document, Map.of(), () -> client.deleteItem(request));
    }

    /** A write whose answer was lost is sent again, and then finds its own result: that is no change by somebody else. */
    private void unlessChanged(StoredDocument document, Map<String, AttributeValue> result, Runnable write) {
        StoreCall.on(table, () -> {
            try {
                write.run();
                return null;
            } catch (ConditionalCheckFailedException changed) {
                if (changed.item().equals(result)) {
                    return null;
                }
                throw new IllegalStateException(
                        document.sk() + " was changed by somebody else meanwhile; read it again", changed);
            }
        });
    }

    private static AttributeValue version(long version) {
        return AttributeValue.fromN(Long.toString(version));
    }
}
