package dev.tollgate.store;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;

/** Reads many items of one table with few calls, consistently. */
final class BatchReader {
    /** DynamoDB's limit for one call (https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_BatchGetItem.html). */
    private static final int MOST_KEYS = 100;

    /** DynamoDB leaves out what exceeds 16 MB or its capacity. A client waits, so that this is not repeated for long. */
    private static final int ATTEMPTS = 8;

    private final DynamoDbClient dynamo;
    private final String table;

    BatchReader(DynamoDbClient dynamo, String table) {
        this.dynamo = dynamo;
        this.table = table;
    }

    /** The items of these keys that exist, in any order. */
    Stream<Map<String, AttributeValue>> read(List<Map<String, AttributeValue>> keys) {
        List<Map<String, AttributeValue>> items = new ArrayList<>();
        for (int from = 0; from < keys.size(); from += MOST_KEYS) {
            readInto(items, keys.subList(from, Math.min(keys.size(), from + MOST_KEYS)));
        }
        return items.stream();
    }

    private void readInto(List<Map<String, AttributeValue>> items, List<Map<String, AttributeValue>> keys) {
        List<Map<String, AttributeValue>> left = keys;
        for (int attempt = 1; !left.isEmpty(); attempt++) {
            if (attempt > ATTEMPTS) {
                throw SdkClientException.create("DynamoDB left out items of " + ATTEMPTS + " batches");
            }
            Map<String, KeysAndAttributes> requested = Map.of(
                    table,
                    KeysAndAttributes.builder().keys(left).consistentRead(true).build());
            BatchGetItemResponse response = dynamo.batchGetItem(get -> get.requestItems(requested));
            items.addAll(response.responses().getOrDefault(table, List.of()));
            KeysAndAttributes unread = response.unprocessedKeys().get(table);
            left = unread == null ? List.of() : unread.keys();
        }
    }
}
