package dev.tollgate.store;

import dev.tollgate.bill.BudgetCounter;
import dev.tollgate.bill.BudgetPeriod;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.Update;

/**
 * The item of the counters table for one shard of a budget in one period.
 *
 * <p>{@code committed_micros} is what is spent or reserved; {@code reserved_micros} is only the reserved amount.
 */
final class BudgetItem {
    private static final String COMMITTED = "committed_micros";
    private static final String RESERVED = "reserved_micros";

    /** A request from the end of a period may end much later, and people look at past periods. */
    private static final Duration RETENTION = Duration.ofDays(60);

    private BudgetItem() {}

    static String name(BudgetPeriod period, int shard) {
        return "BUDGET#" + period.id() + "#" + shard;
    }

    static Map<String, AttributeValue> key(String name) {
        return Map.of(CounterItem.KEY, AttributeValue.fromS(name));
    }

    /** The counter in an item; an empty item is a budget that nobody has used. */
    static BudgetCounter counter(BudgetPeriod period, Map<String, AttributeValue> item) {
        return new BudgetCounter(
                period, ItemReader.numberOrZero(item, COMMITTED), ItemReader.numberOrZero(item, RESERVED));
    }

    /** Reserves an amount; in a hard budget only if it fits, as nothing always does. */
    static TransactWriteItem reserve(String table, String name, BudgetPeriod period, long micros) {
        Map<String, AttributeValue> values = new HashMap<>(Map.of(":micros", CounterItem.number(micros)));
        Update.Builder update = Update.builder().tableName(table).key(key(name));
        StringBuilder expression = new StringBuilder("ADD " + COMMITTED + " :micros, " + RESERVED + " :micros");
        Instant renews = period.renews();
        if (renews != null) {
            values.put(":expiry", CounterItem.number(renews.plus(RETENTION).getEpochSecond()));
            expression.append(" SET " + CounterItem.EXPIRES_AT + " = :expiry");
        }
        if (period.hard() && micros > 0) {
            values.put(":max", CounterItem.number(period.shardLimitMicros() - micros));
            update.conditionExpression("attribute_not_exists(" + COMMITTED + ") OR " + COMMITTED + " <= :max")
                    .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD);
        }
        return write(update.updateExpression(expression.toString()).expressionAttributeValues(values));
    }

    /**
     * Replaces a reserved amount with what was spent.
     *
     * @param reserved 0 if nothing was reserved
     */
    static TransactWriteItem settle(String table, String name, long reserved, long spent) {
        return write(Update.builder()
                .tableName(table)
                .key(key(name))
                .updateExpression("ADD " + COMMITTED + " :more, " + RESERVED + " :back")
                .expressionAttributeValues(
                        Map.of(":more", CounterItem.number(spent - reserved), ":back", CounterItem.number(-reserved))));
    }

    private static TransactWriteItem write(Update.Builder update) {
        return TransactWriteItem.builder().update(update.build()).build();
    }
}
