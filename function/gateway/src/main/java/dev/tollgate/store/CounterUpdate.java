package dev.tollgate.store;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/** Builds one conditional write of a counter. */
final class CounterUpdate {
    private final List<String> sets = new ArrayList<>();
    private final List<String> removals = new ArrayList<>();
    private final List<String> conditions = new ArrayList<>();
    private final Map<String, AttributeValue> values = new HashMap<>();

    CounterUpdate set(String name, long value) {
        sets.add(name + " = " + placeholder(value));
        return this;
    }

    CounterUpdate add(String name, long more) {
        if (more != 0) {
            sets.add(name + " = " + name + " + " + placeholder(more));
        }
        return this;
    }

    CounterUpdate remove(String name) {
        removals.add(name);
        return this;
    }

    CounterUpdate whenPresent(String name) {
        conditions.add("attribute_exists(" + name + ")");
        return this;
    }

    CounterUpdate whenAbsent(String name) {
        conditions.add("attribute_not_exists(" + name + ")");
        return this;
    }

    CounterUpdate when(String name, String comparison, long value) {
        conditions.add(name + " " + comparison + " " + placeholder(value));
        return this;
    }

    /** The request. Its response has the new item; its failure has the current one. */
    UpdateItemRequest request(String table, String counter) {
        return UpdateItemRequest.builder()
                .tableName(table)
                .key(CounterItem.key(counter))
                .updateExpression("SET " + String.join(", ", sets)
                        + (removals.isEmpty() ? "" : " REMOVE " + String.join(", ", removals)))
                .conditionExpression(String.join(" AND ", conditions))
                .expressionAttributeValues(values)
                .returnValues(ReturnValue.ALL_NEW)
                .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD)
                .build();
    }

    private String placeholder(long value) {
        String name = ":v" + values.size();
        values.put(name, CounterItem.number(value));
        return name;
    }
}
