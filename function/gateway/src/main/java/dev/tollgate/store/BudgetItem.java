package dev.tollgate.store;

import dev.tollgate.bill.BudgetCounter;
import dev.tollgate.bill.BudgetPeriod;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
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

    /**
     * What a call wants to reserve.
     *
     * @param name of the item
     */
    record Claim(String name, BudgetPeriod period, long micros, BudgetHold hold) {}

    /** Reserves the amounts of calls, in one item and period; in a hard budget only if all of them fit, as nothing always does. */
    static UpdateItemRequest reserve(String table, List<Claim> claims) {
        Claim first = claims.getFirst();
        BudgetPeriod period = first.period();
        long micros = claims.stream().mapToLong(Claim::micros).reduce(0, Math::addExact);
        Map<String, AttributeValue> values = new HashMap<>();
        values.put(":micros", CounterItem.number(micros));
        values.put(":none", CounterItem.number(0));
        List<String> sets = new ArrayList<>();
        List<String> conditions = new ArrayList<>();
        for (int i = 0; i < claims.size(); i++) {
            BudgetHold hold = claims.get(i).hold();
            putMarks(values, i, hold);
            sets.add(hold.attribute() + " = :number" + i);
            conditions.add(isNext(hold, ":ended" + i));
        }
        Instant renews = period.renews();
        if (renews != null) {
            values.put(":expiry", CounterItem.number(renews.plus(RETENTION).getEpochSecond()));
            sets.add(CounterItem.EXPIRES_AT + " = :expiry");
        }
        if (period.hard() && micros > 0) {
            long max = period.shardLimitMicros() - micros;
            values.put(":max", CounterItem.number(max));
            // What does not fit into an empty budget does not fit into a new one.
            String unused = max < 0 ? "" : "attribute_not_exists(" + COMMITTED + ") OR ";
            conditions.add("(" + unused + COMMITTED + " <= :max)");
        }
        return UpdateItemRequest.builder()
                .tableName(table)
                .key(key(first.name()))
                .updateExpression(
                        "ADD " + COMMITTED + " :micros, " + RESERVED + " :micros SET " + String.join(", ", sets))
                .conditionExpression(String.join(" AND ", conditions))
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
     * @param outlived marks of others to remove, with their values
     */
    record Settlement(String name, BudgetHold hold, long reserved, long spent, Map<String, AttributeValue> outlived) {
        /** The same, and no mark of others is removed. */
        Settlement alone() {
            return new Settlement(name, hold, reserved, spent, Map.of());
        }
    }

    /** Replaces what is held in one item with what was spent, if all of it is held. Removes the marks that the first of them names. */
    static UpdateItemRequest settle(String table, List<Settlement> settlements) {
        Settlement first = settlements.getFirst();
        long reserved = settlements.stream().mapToLong(Settlement::reserved).reduce(0, Math::addExact);
        long spent = settlements.stream().mapToLong(Settlement::spent).reduce(0, Math::addExact);
        Map<String, AttributeValue> values = new HashMap<>();
        values.put(":more", CounterItem.number(spent - reserved));
        values.put(":back", CounterItem.number(-reserved));
        List<String> sets = new ArrayList<>();
        List<String> conditions = new ArrayList<>();
        for (int i = 0; i < settlements.size(); i++) {
            BudgetHold hold = settlements.get(i).hold();
            putMarks(values, i, hold);
            sets.add(hold.attribute() + " = :ended" + i);
            conditions.add(hold.attribute() + " = :number" + i);
        }
        Map<String, AttributeValue> outlived = new HashMap<>(first.outlived());
        // Such a place is used again.
        settlements.forEach(settlement -> outlived.remove(settlement.hold().attribute()));
        outlived.forEach((mark, value) -> {
            String placeholder = ":m" + values.size();
            values.put(placeholder, value);
            conditions.add(mark + " = " + placeholder);
        });
        return UpdateItemRequest.builder()
                .tableName(table)
                .key(key(first.name()))
                .updateExpression("ADD " + COMMITTED + " :more, " + RESERVED + " :back SET " + String.join(", ", sets)
                        + (outlived.isEmpty() ? "" : " REMOVE " + String.join(", ", outlived.keySet())))
                .conditionExpression(String.join(" AND ", conditions))
                .expressionAttributeValues(values)
                .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD)
                .build();
    }

    /** The values of a mark while the call holds its reservation, and when that is over. */
    private static void putMarks(Map<String, AttributeValue> values, int index, BudgetHold hold) {
        values.put(":number" + index, CounterItem.number(hold.number()));
        values.put(":ended" + index, CounterItem.number(-hold.number()));
    }

    /** An earlier call from the same place has ended, and neither this one nor a later one has started. */
    private static String isNext(BudgetHold hold, String ended) {
        return "(attribute_not_exists(%1$s) OR (%1$s > %2$s AND %1$s < :none))".formatted(hold.attribute(), ended);
    }

    /** Bars a call from reserving, unless it or a later one of its place has. */
    static UpdateItemRequest bar(String table, String name, BudgetHold hold) {
        return UpdateItemRequest.builder()
                .tableName(table)
                .key(key(name))
                .updateExpression("SET " + hold.attribute() + " = :ended")
                .conditionExpression(isNext(hold, ":ended"))
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
