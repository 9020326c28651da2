package dev.tollgate.store;

import dev.tollgate.bill.RequestHold;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * What the table has of a record that is to be settled.
 *
 * @param status as in the table; null where there is no record
 * @param requestHold what is set aside for it in budgets
 */
record WrittenRecord(String status, RequestHold requestHold) {

    /** As it was opened: the first guess, and nearly always right. */
    static WrittenRecord opened(RequestHold opened) {
        return new WrittenRecord(UsageRow.PENDING, opened);
    }

    /** As an item says. Of an abandoned record everything was given back, and of one never written nothing was taken. */
    static WrittenRecord of(Map<String, AttributeValue> item, RequestHold opened) {
        if (item.isEmpty()) {
            return new WrittenRecord(null, new RequestHold(opened.budgets(), 0, List.of()));
        }
        String status = item.get("status").s();
        RequestHold requestHold = UsageRow.requestHold(item);
        return new WrittenRecord(
                status,
                status.equals(UsageRow.PENDING) ? requestHold : new RequestHold(requestHold.budgets(), 0, List.of()));
    }

    boolean settled() {
        return UsageRow.SETTLED.equals(status);
    }
}
