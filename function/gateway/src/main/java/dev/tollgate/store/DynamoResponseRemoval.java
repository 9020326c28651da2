package dev.tollgate.store;

import dev.tollgate.config.GatewayConfig;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongConsumer;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;
import software.amazon.awssdk.services.dynamodb.paginators.ScanIterable;

/**
 * Removes kept answers from the cache table, for the command line. It reads the whole table: keys of answers are digests of requests, and
 * not by whom.
 */
@ApplicationScoped
public class DynamoResponseRemoval {
    /** DynamoDB's limit. */
    private static final int BATCH = 25;

    private static final WriteBackoff.Bounds RETRIES = new WriteBackoff.Bounds(1_000, Duration.ofMinutes(2));

    private final DynamoDbClient dynamo;
    private final String table;

    DynamoResponseRemoval(DynamoDbClient dynamo, GatewayConfig config) {
        this.dynamo = dynamo;
        this.table = config.tables().cache();
    }

    /**
     * Which answers to remove; without either, all of them.
     *
     * @param alias only those to requests for this name
     * @param keyId only those to requests of this key
     */
    public record RemovedResponses(Optional<String> alias, Optional<String> keyId) {}

    /**
     * Removes these answers, expired ones, too.
     *
     * @param progress gets the number of removed answers from time to time
     * @return how many answers were removed
     * @throws dev.tollgate.openai.GatewayException {@code STORE_UNAVAILABLE}; what was removed until then stays removed
     */
    public long remove(RemovedResponses which, LongConsumer progress) {
        return StoreCall.run(() -> {
            long removed = 0;
            for (var page : scan(which)) {
                List<Map<String, AttributeValue>> items = page.items();
                for (int from = 0; from < items.size(); from += BATCH) {
                    delete(items.subList(from, Math.min(items.size(), from + BATCH)));
                }
                removed += items.stream()
                        .filter(item -> item.containsKey(CompressedSlices.PARTS))
                        .count();
                progress.accept(removed);
            }
            return removed;
        });
    }

    private ScanIterable scan(RemovedResponses which) {
        Map<String, String> names = new HashMap<>(Map.of("#parts", CompressedSlices.PARTS));
        Map<String, AttributeValue> values = new HashMap<>();
        values.put(":prefix", AttributeValue.fromS(CachedResponseItem.PREFIX));
        StringBuilder filter = new StringBuilder("begins_with(pk, :prefix)");
        which.alias().ifPresent(alias -> {
            filter.append(" AND #alias = :alias");
            names.put("#alias", CachedResponseItem.ALIAS);
            values.put(":alias", AttributeValue.fromS(alias));
        });
        which.keyId().ifPresent(keyId -> {
            filter.append(" AND #key = :key");
            names.put("#key", CachedResponseItem.KEY_ID);
            values.put(":key", AttributeValue.fromS(keyId));
        });
        return dynamo.scanPaginator(scan -> scan.tableName(table)
                .filterExpression(filter.toString())
                .expressionAttributeValues(values)
                .projectionExpression("pk, #parts")
                .expressionAttributeNames(names));
    }

    /** DynamoDB leaves out of a batch what it has no capacity for. */
    private void delete(List<Map<String, AttributeValue>> items) {
        List<WriteRequest> writes = items.stream()
                .map(item -> Map.of("pk", ItemReader.required(item, "pk")))
                .map(key -> WriteRequest.builder()
                        .deleteRequest(delete -> delete.key(key))
                        .build())
                .toList();
        WriteBackoff backoff = new WriteBackoff(RETRIES);
        while (!writes.isEmpty()) {
            Map<String, List<WriteRequest>> batch = Map.of(table, writes);
            writes = dynamo.batchWriteItem(write -> write.requestItems(batch))
                    .unprocessedItems()
                    .getOrDefault(table, List.of());
            if (!writes.isEmpty()) {
                backoff.pause();
            }
        }
    }
}
