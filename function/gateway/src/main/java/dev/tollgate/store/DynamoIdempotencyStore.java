package dev.tollgate.store;

import dev.tollgate.config.GatewayConfig;
import dev.tollgate.idempotency.IdempotencyClaim;
import dev.tollgate.idempotency.IdempotencyStore;
import dev.tollgate.idempotency.IdempotentRequest;
import dev.tollgate.idempotency.ReplayableResponse;
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

/** Idempotency keys in the cache table: one item each, and further items for a response that is too large for one. */
@ApplicationScoped
public class DynamoIdempotencyStore implements IdempotencyStore {
    private static final Logger LOG = Logger.getLogger(DynamoIdempotencyStore.class);

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
        if (ItemReader.text(item, "request_id").equals(requestId)) {
            // The SDK repeated the write because the first response was lost.
            return new IdempotencyClaim.Granted();
        }
        if (!ItemReader.text(item, "digest").equals(request.digest())) {
            return new IdempotencyClaim.KeyReused();
        }
        return IdempotencyItem.answered(item)
                ? new IdempotencyClaim.Completed(IdempotencyItem.storedResponse(request, item, parts(request, item)))
                : new IdempotencyClaim.InProgress();
    }

    /** The items after the first one. */
    private List<Map<String, AttributeValue>> parts(IdempotentRequest request, Map<String, AttributeValue> item) {
        return IdempotencyItem.partKeys(request, item).stream()
                .map(key -> dynamo.getItem(get -> get.tableName(table).key(key).consistentRead(true))
                        .item())
                .toList();
    }

    /** Writes the further items first: the first item says that the response is complete. */
    @Override
    public void store(IdempotentRequest request, ReplayableResponse response) {
        List<SdkBytes> slices = CompressedSlices.of(response.body(), ResponseSeal.of(request));
        AttributeValue expiresAt = IdempotencyItem.seconds(clock.instant().plus(KEPT));
        StoreCall.run(() -> {
            IdempotencyItem.parts(request, response.requestId(), slices, expiresAt)
                    .forEach(part -> dynamo.putItem(put -> put.tableName(table).item(part)));
            Map<String, AttributeValue> values = new HashMap<>(IdempotencyItem.response(response, slices));
            values.put(":owner", AttributeValue.fromS(response.requestId()));
            ifStillClaimed(
                    response.requestId(),
                    () -> dynamo.updateItem(update -> update.tableName(table)
                            .key(IdempotencyItem.key(request))
                            .updateExpression(IdempotencyItem.SET_RESPONSE)
                            .conditionExpression("request_id = :owner")
                            .expressionAttributeNames(IdempotencyItem.NAMES)
                            .expressionAttributeValues(values)));
            return null;
        });
    }

    @Override
    public void release(IdempotentRequest request, String requestId) {
        StoreCall.run(() -> {
            ifStillClaimed(
                    requestId,
                    () -> dynamo.deleteItem(delete -> delete.tableName(table)
                            .key(IdempotencyItem.key(request))
                            .conditionExpression("request_id = :owner AND attribute_not_exists(content_type)")
                            .expressionAttributeValues(Map.of(":owner", AttributeValue.fromS(requestId)))));
            return null;
        });
    }

    /**
     * A failed condition means that another request has claimed the key, or that a repeated write finds its own result.
     */
    private static void ifStillClaimed(String requestId, Runnable write) {
        try {
            write.run();
        } catch (ConditionalCheckFailedException lost) {
            LOG.debugf("Request %s no longer holds its idempotency key", requestId);
        }
    }
}
