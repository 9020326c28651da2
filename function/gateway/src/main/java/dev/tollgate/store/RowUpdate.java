package dev.tollgate.store;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * A change of one usage record: an update and not a put, because what the pending record says is to stay.
 *
 * @param expression sets and removes; all by placeholder, because some columns have names that DynamoDB reserves
 * @param condition on the record's status
 */
record RowUpdate(String expression, String condition, Map<String, String> names, Map<String, AttributeValue> values) {
    private static final String STATUS = "status";

    /** What only pending records have. */
    private static final List<String> OF_PENDING = List.of(UsageRow.INDEX, UsageRow.HELD);

    /** Sets these columns where the record is not settled, or not there at all. */
    static RowUpdate unlessSettled(Map<String, Object> row) {
        return of(row, ofOthers(row), "attribute_not_exists(pk) OR #status <> :guard", UsageRow.SETTLED);
    }

    /**
     * Sets these columns where the record counts in the same budgets and has this status.
     *
     * @param status null where there is to be no record yet
     */
    static RowUpdate ofWritten(Map<String, Object> row, String status) {
        return status == null
                ? of(row, ofOthers(row), UsageWrites.ABSENT, null)
                : of(row, ofOthers(row), "#status = :guard AND #budgets = :budgets", status);
    }

    /** Sets these columns where the record is pending. */
    static RowUpdate whilePending(Map<String, Object> row) {
        return of(row, OF_PENDING, "#status = :guard", UsageRow.PENDING);
    }

    /** An abandoned record says that its cost is not known; who settles it late knows better. */
    private static List<String> ofOthers(Map<String, Object> row) {
        return row.containsKey(UsageRow.UNPRICED)
                ? OF_PENDING
                : Stream.concat(OF_PENDING.stream(), Stream.of(UsageRow.UNPRICED))
                        .toList();
    }

    private static RowUpdate of(Map<String, Object> row, List<String> removed, String condition, String guard) {
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
