package dev.tollgate.store;

import dev.tollgate.bill.BudgetCounter;
import dev.tollgate.bill.BudgetPeriod;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.Update;

/**
 * The item of the counters table that holds one shard of a budget, in one period.
 *
 * <p>{@code committed_micros} is what was spent and what is set aside; {@code reserved_micros} is the latter alone.
 */
final class BudgetItem {
    private static final String COMMITTED = "committed_micros";
    private static final String RESERVED = "reserved_micros";

    /** A request that began in the last moment of a period may end much later, and people look back. */
    private static final Duration KEPT = Duration.ofDays(60);

    private BudgetItem() {}

    static String name(BudgetPeriod budgetPeriod, int shard) {
        return "BUDGET#" + budgetPeriod.id() + "#" + shard;
    }

    static Map<String, AttributeValue> key(String name) {
        return Map.of(CounterItem.KEY, AttributeValue.fromS(name));
    }

    /** What an item says; an absent one is a budget that nobody has used. */
    static BudgetCounter budgetCounter(BudgetPeriod budgetPeriod, Map<String, AttributeValue> item) {
        return new BudgetCounter(budgetPeriod, read(item, COMMITTED), read(item, RESERVED));
    }

    /** Sets an amount aside; in a hard budget only where it fits. */
    static TransactWriteItem reserve(String table, String name, BudgetPeriod budgetPeriod, long micros) {
        Map<String, AttributeValue> values = new HashMap<>(Map.of(":micros", CounterItem.number(micros)));
        Update.Builder update = Update.builder().tableName(table).key(key(name));
        StringBuilder expression = new StringBuilder("ADD " + COMMITTED + " :micros, " + RESERVED + " :micros");
        if (budgetPeriod.renews() != null) {
            values.put(
                    ":expiry",
                    CounterItem.number(budgetPeriod.renews().plus(KEPT).getEpochSecond()));
            expression.append(" SET " + CounterItem.EXPIRES_AT + " = :expiry");
        }
        if (budgetPeriod.hard()) {
            values.put(":most", CounterItem.number(budgetPeriod.shardLimitMicros() - micros));
            update.conditionExpression("attribute_not_exists(" + COMMITTED + ") OR " + COMMITTED + " <= :most")
                    .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD);
        }
        return write(update.updateExpression(expression.toString()).expressionAttributeValues(values));
    }

    /**
     * Puts what was spent in the place of what was set aside.
     *
     * @param reserved 0 where nothing was
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

    private static long read(Map<String, AttributeValue> item, String name) {
        AttributeValue value = item.get(name);
        return value == null ? 0 : Long.parseLong(value.n());
    }
}
