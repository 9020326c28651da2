package dev.tollgate.store;

import dev.tollgate.bill.RequestHold;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The current state of a record that is being settled.
 *
 * @param status as in the table; null if there is no record
 * @param requestHold what it holds in budgets
 */
record WrittenRecord(@Nullable String status, RequestHold requestHold) {

    /** There is no record, and it will hold nothing. */
    static final WrittenRecord NONE = new WrittenRecord(null, RequestHold.NONE);

    /** The state after the reservation, which is nearly always still right. */
    static WrittenRecord asReserved(RequestHold hold) {
        return new WrittenRecord(UsageRow.PENDING, hold);
    }

    /** The state in an item. Only a pending record holds something; others have released it or never reserved it. */
    static WrittenRecord of(Map<String, AttributeValue> item, RequestHold reserved) {
        if (item.isEmpty()) {
            return new WrittenRecord(null, new RequestHold(reserved.budgets(), 0, List.of()));
        }
        String status = ItemReader.text(item, "status");
        RequestHold requestHold = UsageRow.requestHold(item);
        return new WrittenRecord(
                status,
                status.equals(UsageRow.PENDING) ? requestHold : new RequestHold(requestHold.budgets(), 0, List.of()));
    }

    boolean settled() {
        return UsageRow.SETTLED.equals(status);
    }
}
