package dev.tollgate.store;

import dev.tollgate.bill.Held;
import dev.tollgate.bill.UsageRecord;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * What the table has of a record that is to be settled.
 *
 * @param status as in the table; null where there is no record
 * @param held what is set aside for it in budgets
 */
record WrittenRecord(String status, Held held) {

    /** As it was opened: the first guess, and nearly always right. */
    static WrittenRecord opened(UsageRecord usage) {
        return new WrittenRecord(UsageRow.PENDING, usage.held());
    }

    /** As an item says. Of an abandoned record everything was given back, and of one never written nothing was taken. */
    static WrittenRecord of(Map<String, AttributeValue> item, UsageRecord usage) {
        if (item.isEmpty()) {
            return new WrittenRecord(null, new Held(usage.held().budgets(), 0, List.of()));
        }
        String status = item.get("status").s();
        Held held = UsageRow.held(item);
        return new WrittenRecord(
                status, status.equals(UsageRow.PENDING) ? held : new Held(held.budgets(), 0, List.of()));
    }

    boolean settled() {
        return UsageRow.SETTLED.equals(status);
    }
}
