package dev.tollgate.store;

import dev.tollgate.config.GatewayConfig;
import dev.tollgate.idempotency.IdempotencyClaim;
import dev.tollgate.idempotency.IdempotencyStore;
import dev.tollgate.idempotency.IdempotentRequest;
import dev.tollgate.idempotency.StoredResponse;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jboss.logging.Logger;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;

/** Idempotency keys in the cache table: one item each, and more for an answer that is larger than an item may be. */
@ApplicationScoped
public class DynamoIdempotencyStore implements IdempotencyStore {
    private static final Logger LOG = Logger.getLogger(DynamoIdempotencyStore.class);

    /** DynamoDB's item limit is 400 KB, names and all. */
    private static final int PART_BYTES = 380 * 1024;

    private final DynamoDbClient dynamo;
    private final String table;
    private final Clock clock;

    DynamoIdempotencyStore(DynamoDbClient dynamo, GatewayConfig config, Clock clock) {
        this.dynamo = dynamo;
        this.table = config.tables().cache();
        this.clock = clock;
    }

    @Override
    public IdempotencyClaim claim(IdempotentRequest request, String requestId, Instant until) {
        Instant now = clock.instant();
        Map<String, AttributeValue> item = IdempotencyItem.claimed(request, requestId, until, now.plus(KEPT));
        return StoreCall.run(() -> {
            try {
                dynamo.putItem(put -> put.tableName(table)
                        .item(item)
                        .conditionExpression("attribute_not_exists(pk) OR expires_at <= :now"
                                + " OR (attribute_not_exists(content_type) AND claimed_until < :now)")
                        .expressionAttributeValues(Map.of(":now", IdempotencyItem.seconds(now)))
                        .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD));
                return new IdempotencyClaim.Granted();
            } catch (ConditionalCheckFailedException taken) {
                return earlier(request, requestId, taken.item());
            }
        });
    }

    private IdempotencyClaim earlier(IdempotentRequest request, String requestId, Map<String, AttributeValue> item) {
        if (item.get("request_id").s().equals(requestId)) {
            // The SDK has sent it again because the first answer was lost.
            return new IdempotencyClaim.Granted();
        }
        if (!item.get("digest").s().equals(request.digest())) {
            return new IdempotencyClaim.KeyReused();
        }
        return IdempotencyItem.answered(item)
                ? new IdempotencyClaim.Completed(IdempotencyItem.storedResponse(item, parts(request, item)))
                : new IdempotencyClaim.InProgress();
    }

    /** What did not fit into the first item. */
    private List<Map<String, AttributeValue>> parts(IdempotentRequest request, Map<String, AttributeValue> item) {
        return IdempotencyItem.partKeys(request, item).stream()
                .map(key -> dynamo.getItem(get -> get.tableName(table).key(key).consistentRead(true))
                        .item())
                .toList();
    }

    /** The parts first: an item that says the answer is there must not be ahead of it. */
    @Override
    public void store(IdempotentRequest request, StoredResponse answer) {
        List<SdkBytes> pieces = IdempotencyItem.pieces(answer.body(), PART_BYTES);
        AttributeValue expiresAt = IdempotencyItem.seconds(clock.instant().plus(KEPT));
        StoreCall.run(() -> {
            IdempotencyItem.parts(request, answer.requestId(), pieces, expiresAt)
                    .forEach(part -> dynamo.putItem(put -> put.tableName(table).item(part)));
            Map<String, AttributeValue> values = new HashMap<>(IdempotencyItem.answer(answer, pieces));
            values.put(":owner", AttributeValue.fromS(answer.requestId()));
            unlessLost(
                    answer.requestId(),
                    () -> dynamo.updateItem(update -> update.tableName(table)
                            .key(IdempotencyItem.key(request))
                            .updateExpression(IdempotencyItem.SET_ANSWER)
                            .conditionExpression("request_id = :owner")
                            .expressionAttributeNames(IdempotencyItem.NAMES)
                            .expressionAttributeValues(values)));
            return null;
        });
    }

    @Override
    public void release(IdempotentRequest request, String requestId) {
        StoreCall.run(() -> {
            unlessLost(
                    requestId,
                    () -> dynamo.deleteItem(delete -> delete.tableName(table)
                            .key(IdempotencyItem.key(request))
                            .conditionExpression("request_id = :owner AND attribute_not_exists(content_type)")
                            .expressionAttributeValues(Map.of(":owner", AttributeValue.fromS(requestId)))));
            return null;
        });
    }

    /** Another has claimed it after this one's time, or a write that is sent again finds its own result. */
    private static void unlessLost(String requestId, Runnable write) {
        try {
            write.run();
        } catch (ConditionalCheckFailedException lost) {
            LOG.debugf("The idempotency key of %s is no longer its own", requestId);
        }
    }
}
