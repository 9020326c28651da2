package dev.tollgate.store;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * An update of one usage record, which keeps the other columns of the pending record.
 *
 * @param expression sets and removes columns; uses placeholders, because DynamoDB reserves some of the names
 * @param condition on the record's status
 */
record RowUpdate(String expression, String condition, Map<String, String> names, Map<String, AttributeValue> values) {
    private static final String STATUS = "status";

    /** Columns that only pending records have. */
    private static final List<String> PENDING_COLUMNS = List.of(UsageRow.INDEX, UsageRow.HELD);

    /** Sets these columns if the record is not settled or does not exist. */
    static RowUpdate unlessSettled(Map<String, Object> row) {
        return of(row, removedColumns(row), "attribute_not_exists(pk) OR #status <> :guard", UsageRow.SETTLED);
    }

    /**
     * Sets these columns if the record counts in the same budgets and has this status.
     *
     * @param status null if there must be no record yet
     */
    static RowUpdate ifStatus(Map<String, Object> row, @Nullable String status) {
        return status == null
                ? of(row, removedColumns(row), UsageWrites.ABSENT, null)
                : of(row, removedColumns(row), "#status = :guard AND #budgets = :budgets", status);
    }

    /** Sets these columns if the record is pending. */
    static RowUpdate whilePending(Map<String, Object> row) {
        return of(row, PENDING_COLUMNS, "#status = :guard", UsageRow.PENDING);
    }

    /** A late settlement must remove the mark of an abandoned record that its cost is unknown. */
    private static List<String> removedColumns(Map<String, Object> row) {
        return row.containsKey(UsageRow.UNPRICED)
                ? PENDING_COLUMNS
                : Stream.concat(PENDING_COLUMNS.stream(), Stream.of(UsageRow.UNPRICED))
                        .toList();
    }

    private static RowUpdate of(
            Map<String, Object> row, List<String> removed, String condition, @Nullable String guard) {
        StringJoiner sets = new StringJoiner(", ", "SET ", "");
        StringJoiner removes = new StringJoiner(", ", " REMOVE ", "");
        Map<String, String> names = new LinkedHashMap<>();
        Map<String, AttributeValue> values = new LinkedHashMap<>();
        AttributeValues.of(row).forEach((name, value) -> {
            sets.add("#" + name + " = :" + name);
            names.put("#" + name, name);
            values.put(":" + name, value);
        });
        removed.forEach(name -> {
            removes.add("#" + name);
            names.put("#" + name, name);
        });
        names.put("#" + STATUS, STATUS);
        if (guard != null) {
            values.put(":guard", AttributeValue.fromS(guard));
        }
        return new RowUpdate(sets.toString() + removes, condition, names, values);
    }
}
