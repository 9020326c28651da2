package dev.tollgate.store;

import dev.tollgate.config.GatewayConfig;
import dev.tollgate.repeat.Claim;
import dev.tollgate.repeat.Repeatable;
import dev.tollgate.repeat.Repeats;
import dev.tollgate.repeat.Sent;
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
public class DynamoRepeats implements Repeats {
    private static final Logger LOG = Logger.getLogger(DynamoRepeats.class);

    /** DynamoDB's item limit is 400 KB, names and all. */
    private static final int PART_BYTES = 380 * 1024;

    private final DynamoDbClient dynamo;
    private final String table;
    private final Clock clock;

    DynamoRepeats(DynamoDbClient dynamo, GatewayConfig config, Clock clock) {
        this.dynamo = dynamo;
        this.table = config.tables().cache();
        this.clock = clock;
    }

    @Override
    public Claim claim(Repeatable request, String requestId, Instant until) {
        Instant now = clock.instant();
        Map<String, AttributeValue> item = RepeatItem.claimed(request, requestId, until, now.plus(KEPT));
        return StoreCall.run(() -> {
            try {
                dynamo.putItem(put -> put.tableName(table)
                        .item(item)
                        .conditionExpression("attribute_not_exists(pk) OR expires_at <= :now"
                                + " OR (attribute_not_exists(content_type) AND claimed_until < :now)")
                        .expressionAttributeValues(Map.of(":now", RepeatItem.seconds(now)))
                        .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD));
                return new Claim.Granted();
            } catch (ConditionalCheckFailedException taken) {
                return earlier(request, requestId, taken.item());
            }
        });
    }

    private Claim earlier(Repeatable request, String requestId, Map<String, AttributeValue> item) {
        if (item.get("request_id").s().equals(requestId)) {
            // The SDK has sent it again because the first answer was lost.
            return new Claim.Granted();
        }
        if (!item.get("digest").s().equals(request.digest())) {
            return new Claim.Different();
        }
        return RepeatItem.answered(item)
                ? new Claim.Answered(RepeatItem.sent(item, parts(request, item)))
                : new Claim.UnderWay();
    }

    /** What did not fit into the first item. */
    private List<Map<String, AttributeValue>> parts(Repeatable request, Map<String, AttributeValue> item) {
        return RepeatItem.partKeys(request, item).stream()
                .map(key -> dynamo.getItem(get -> get.tableName(table).key(key).consistentRead(true))
                        .item())
                .toList();
    }

    /** The parts first: an item that says the answer is there must not be ahead of it. */
    @Override
    public void keep(Repeatable request, Sent answer) {
        List<SdkBytes> pieces = RepeatItem.pieces(answer.body(), PART_BYTES);
        AttributeValue expiresAt = RepeatItem.seconds(clock.instant().plus(KEPT));
        StoreCall.run(() -> {
            RepeatItem.parts(request, answer.requestId(), pieces, expiresAt)
                    .forEach(part -> dynamo.putItem(put -> put.tableName(table).item(part)));
            Map<String, AttributeValue> values = new HashMap<>(RepeatItem.answer(answer, pieces));
            values.put(":owner", AttributeValue.fromS(answer.requestId()));
            unlessLost(
                    answer.requestId(),
                    () -> dynamo.updateItem(update -> update.tableName(table)
                            .key(RepeatItem.key(request))
                            .updateExpression(RepeatItem.SET_ANSWER)
                            .conditionExpression("request_id = :owner")
                            .expressionAttributeNames(RepeatItem.NAMES)
                            .expressionAttributeValues(values)));
            return null;
        });
    }

    @Override
    public void release(Repeatable request, String requestId) {
        StoreCall.run(() -> {
            unlessLost(
                    requestId,
                    () -> dynamo.deleteItem(delete -> delete.tableName(table)
                            .key(RepeatItem.key(request))
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
