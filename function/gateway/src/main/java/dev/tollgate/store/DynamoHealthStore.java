package dev.tollgate.store;

import dev.tollgate.config.GatewayConfig;
import dev.tollgate.health.BreakerState;
import dev.tollgate.health.CallStats;
import dev.tollgate.health.HealthSnapshot;
import dev.tollgate.health.HealthStore;
import dev.tollgate.openai.ErrorKind;
import dev.tollgate.openai.GatewayException;
import dev.tollgate.route.ModelName;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;

/** The shared health of targets in the counters table (ADR 20). */
@ApplicationScoped
public class DynamoHealthStore implements HealthStore {
    private final DynamoDbClient dynamo;
    private final String table;
    private final Clock clock;

    @Inject
    DynamoHealthStore(DynamoDbClient dynamo, GatewayConfig config, Clock clock) {
        this(dynamo, config.tables().counters(), clock);
    }

    DynamoHealthStore(DynamoDbClient dynamo, String table, Clock clock) {
        this.dynamo = dynamo;
        this.table = table;
        this.clock = clock;
    }

    /** One eventually consistent read of three small items: 1.5 read units, whatever the number of targets. */
    @Override
    public HealthSnapshot read(long window) {
        List<Map<String, AttributeValue>> keys =
                List.of(HealthItem.breakersKey(), HealthItem.windowKey(window), HealthItem.windowKey(window - 1));
        BatchGetItemResponse response = StoreCall.run(() -> dynamo.batchGetItem(request -> request.requestItems(
                Map.of(table, KeysAndAttributes.builder().keys(keys).build()))));
        if (!response.unprocessedKeys().isEmpty()) {
            throw new GatewayException(ErrorKind.STORE_UNAVAILABLE, "The health of targets cannot be read right now.");
        }
        Map<Map<String, AttributeValue>, Map<String, AttributeValue>> items = new HashMap<>();
        response.responses()
                .getOrDefault(table, List.of())
                .forEach(item -> items.put(Map.of(CounterItem.KEY, ItemReader.required(item, CounterItem.KEY)), item));
        return new HealthSnapshot(
                window,
                HealthItem.breakers(items.getOrDefault(keys.get(0), Map.of())),
                HealthItem.callStats(items.getOrDefault(keys.get(1), Map.of())),
                HealthItem.callStats(items.getOrDefault(keys.get(2), Map.of())));
    }

    @Override
    public void report(long window, Map<ModelName, CallStats> calls) {
        List<String> additions = new ArrayList<>();
        Map<String, String> names = new HashMap<>(Map.of("#expires", CounterItem.EXPIRES_AT));
        Map<String, AttributeValue> values = new HashMap<>(Map.of(":expires", HealthItem.windowExpires(window)));
        HealthItem.additions(calls).forEach((name, sum) -> {
            String number = String.valueOf(additions.size());
            additions.add("#a" + number + " :a" + number);
            names.put("#a" + number, name);
            values.put(":a" + number, CounterItem.number(sum));
        });
        StoreCall.run(() -> dynamo.updateItem(request -> request.tableName(table)
                .key(HealthItem.windowKey(window))
                .updateExpression("SET #expires = :expires ADD " + String.join(", ", additions))
                .expressionAttributeNames(names)
                .expressionAttributeValues(values)));
    }

    @Override
    public boolean replace(ModelName model, BreakerState expected, BreakerState next) {
        boolean first = expected.equals(BreakerState.NEVER_OPENED);
        Map<String, AttributeValue> values = new HashMap<>(
                Map.of(":next", HealthItem.breaker(next), ":expires", HealthItem.breakersExpire(clock.instant())));
        if (!first) {
            values.put(":expected", HealthItem.breaker(expected));
        }
        return StoreCall.run(() -> {
            try {
                dynamo.updateItem(request -> request.tableName(table)
                        .key(HealthItem.breakersKey())
                        .updateExpression("SET #breaker = :next, #expires = :expires")
                        .conditionExpression(first ? "attribute_not_exists(#breaker)" : "#breaker = :expected")
                        .expressionAttributeNames(
                                Map.of("#breaker", HealthItem.breakerName(model), "#expires", CounterItem.EXPIRES_AT))
                        .expressionAttributeValues(values)
                        .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD));
                return true;
            } catch (ConditionalCheckFailedException changed) {
                // The SDK repeats a write whose response was lost. Then it finds its own result.
                return HealthItem.breaker(next).equals(changed.item().get(HealthItem.breakerName(model)));
            }
        });
    }
}
