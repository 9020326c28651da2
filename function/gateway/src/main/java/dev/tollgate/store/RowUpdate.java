package dev.tollgate.store;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * An update of a pending record of a version before ADR 52, which keeps its other columns.
 *
 * @param expression sets and removes columns; uses placeholders, because DynamoDB reserves some of the names
 * @param condition on the record's status
 */
record RowUpdate(String expression, String condition, Map<String, String> names, Map<String, AttributeValue> values) {
    private static final String STATUS = "status";

    /** Columns that only pending records have. */
    private static final List<String> PENDING_COLUMNS = List.of(UsageRow.INDEX, HeldWindows.COLUMN);

    /** Sets these columns if the record is pending. */
    static RowUpdate whilePending(Map<String, Object> row) {
        StringJoiner sets = new StringJoiner(", ", "SET ", "");
        StringJoiner removes = new StringJoiner(", ", " REMOVE ", "");
        Map<String, String> names = new LinkedHashMap<>();
        Map<String, AttributeValue> values = new LinkedHashMap<>();
        AttributeValues.of(row).forEach((name, value) -> {
            sets.add("#" + name + " = :" + name);
            names.put("#" + name, name);
            values.put(":" + name, value);
        });
        PENDING_COLUMNS.forEach(name -> {
            removes.add("#" + name);
            names.put("#" + name, name);
        });
        names.put("#" + STATUS, STATUS);
        values.put(":guard", AttributeValue.fromS(UsageRow.PENDING));
        return new RowUpdate(sets.toString() + removes, "#" + STATUS + " = :guard", names, values);
    }
}
