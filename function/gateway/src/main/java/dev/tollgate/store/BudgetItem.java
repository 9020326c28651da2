package dev.tollgate.store;

import dev.tollgate.bill.BudgetCounter;
import dev.tollgate.bill.BudgetPeriod;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.Update;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/**
 * The item of the counters table for one shard of a budget in one period.
 *
 * <p>{@code committed_micros} is what is spent or reserved; {@code reserved_micros} is only the reserved amount.
 * The attributes of {@link BudgetHold} say who has reserved it.
 */
final class BudgetItem {
    private static final String COMMITTED = "committed_micros";
    private static final String RESERVED = "reserved_micros";

    /** A request from the end of a period may end much later, and people look at past periods. */
    private static final Duration RETENTION = Duration.ofDays(60);

    /** How long after it was given up a write may still reach DynamoDB. */
    private static final Duration LATEST_ARRIVAL = Duration.ofMinutes(2);

    private static final int MAX_REMOVED = 25;

    private BudgetItem() {}

    static String name(BudgetPeriod period, int shard) {
        return "BUDGET#" + period.id() + "#" + shard;
    }

    static Map<String, AttributeValue> key(String name) {
        return Map.of(CounterItem.KEY, AttributeValue.fromS(name));
    }

    /** The counter in an item; an empty item is a budget that nobody has used. */
    static BudgetCounter counter(BudgetPeriod period, Map<String, AttributeValue> item) {
        return new BudgetCounter(period, committedMicros(item), reservedMicros(item));
    }

    static long committedMicros(Map<String, AttributeValue> item) {
        return ItemReader.numberOrZero(item, COMMITTED);
    }

    static long reservedMicros(Map<String, AttributeValue> item) {
        return ItemReader.numberOrZero(item, RESERVED);
    }

    /** Reserves an amount; in a hard budget only if it fits, as nothing always does. */
    static UpdateItemRequest reserve(String table, String name, BudgetPeriod period, long micros, BudgetHold hold) {
        Map<String, AttributeValue> values = new HashMap<>(Map.of(
                ":micros", CounterItem.number(micros),
                ":number", CounterItem.number(hold.number()),
                ":ended", CounterItem.number(-hold.number()),
                ":none", CounterItem.number(0)));
        StringBuilder sets = new StringBuilder(hold.attribute() + " = :number");
        Instant renews = period.renews();
        if (renews != null) {
            values.put(":expiry", CounterItem.number(renews.plus(RETENTION).getEpochSecond()));
            sets.append(", " + CounterItem.EXPIRES_AT + " = :expiry");
        }
        StringBuilder condition = new StringBuilder(isNext(hold));
        if (period.hard() && micros > 0) {
            values.put(":max", CounterItem.number(period.shardLimitMicros() - micros));
            condition.append(" AND (attribute_not_exists(" + COMMITTED + ") OR " + COMMITTED + " <= :max)");
        }
        return UpdateItemRequest.builder()
                .tableName(table)
                .key(key(name))
                .updateExpression("ADD " + COMMITTED + " :micros, " + RESERVED + " :micros SET " + sets)
                .conditionExpression(condition.toString())
                .expressionAttributeValues(values)
                .returnValues(ReturnValue.ALL_NEW)
                .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD)
                .build();
    }

    /**
     * What takes the place of a reservation.
     *
     * @param name of the item
     * @param reserved the amount that is held
     * @param spent the amount that counts from now on
     */
    record Settlement(String name, BudgetHold hold, long reserved, long spent) {}

    /**
     * Replaces what is held with what was spent, if it is held.
     *
     * @param outlived marks to remove, with their values
     */
    static UpdateItemRequest settle(String table, Settlement settlement, Map<String, AttributeValue> outlived) {
        String held = settlement.hold().attribute();
        Map<String, AttributeValue> values = new HashMap<>(Map.of(
                ":more", CounterItem.number(settlement.spent() - settlement.reserved()),
                ":back", CounterItem.number(-settlement.reserved()),
                ":number", CounterItem.number(settlement.hold().number()),
                ":ended", CounterItem.number(-settlement.hold().number())));
        StringBuilder condition = new StringBuilder(held + " = :number");
        outlived.forEach((mark, value) -> {
            String placeholder = ":m" + values.size();
            values.put(placeholder, value);
            condition.append(" AND " + mark + " = " + placeholder);
        });
        return UpdateItemRequest.builder()
                .tableName(table)
                .key(key(settlement.name()))
                .updateExpression("ADD " + COMMITTED + " :more, " + RESERVED + " :back SET " + held + " = :ended"
                        + (outlived.isEmpty() ? "" : " REMOVE " + String.join(", ", outlived.keySet())))
                .conditionExpression(condition.toString())
                .expressionAttributeValues(values)
                .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD)
                .build();
    }

    /** An earlier call from the same place has ended, and neither this one nor a later one has started. */
    private static String isNext(BudgetHold hold) {
        return "(attribute_not_exists(%1$s) OR (%1$s > :ended AND %1$s < :none))".formatted(hold.attribute());
    }

    /** Bars a call from reserving, unless it or a later one of its place has. */
    static UpdateItemRequest bar(String table, String name, BudgetHold hold) {
        return UpdateItemRequest.builder()
                .tableName(table)
                .key(key(name))
                .updateExpression("SET " + hold.attribute() + " = :ended")
                .conditionExpression(isNext(hold))
                .expressionAttributeValues(
                        Map.of(":ended", CounterItem.number(-hold.number()), ":none", CounterItem.number(0)))
                .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD)
                .build();
    }

    /** Marks of calls that ended so long ago that no write of theirs can still arrive; not more than one write removes. */
    static Map<String, AttributeValue> outlived(Map<String, AttributeValue> counter, BudgetHold hold) {
        long before = hold.number() - LATEST_ARRIVAL.toMillis();
        return hold.outlived(counter, before)
                .limit(MAX_REMOVED)
                .collect(Collectors.toMap(mark -> mark, mark -> ItemReader.required(counter, mark)));
    }

    /** Counts an amount that was not reserved. */
    static TransactWriteItem add(String table, String name, long micros) {
        return write(Update.builder()
                .tableName(table)
                .key(key(name))
                .updateExpression("ADD " + COMMITTED + " :micros, " + RESERVED + " :none")
                .expressionAttributeValues(
                        Map.of(":micros", CounterItem.number(micros), ":none", CounterItem.number(0))));
    }

    /** Replaces an amount that a version before ADR 52 has reserved with what was spent. */
    static TransactWriteItem settleUnmarked(String table, String name, long reserved, long spent) {
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
