package dev.tollgate.store;

import dev.tollgate.bill.RequestHold;
import dev.tollgate.bill.UsageRecord;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * A call in the journal: all that its usage record says before its end, and what it holds.
 *
 * @param item as in the table
 */
record JournalEntry(Map<String, AttributeValue> item) {
    /** Of the call; see {@link JournalPlace}. */
    static final String NUMBER = "number";

    private static final String REQUEST_ID = "request_id";

    /** All columns that an entry may have, but its key. */
    static final List<String> COLUMNS = List.of(
            NUMBER,
            "key_id",
            REQUEST_ID,
            "accepted_at",
            "alias",
            "streamed",
            "tags",
            UsageRow.BATCH,
            UsageRow.BUDGETS,
            UsageRow.RESERVED,
            UsageRow.DEADLINE,
            HeldWindows.COLUMN);

    /** Columns that records do not have. */
    private static final List<String> OWN = List.of("pk", "sk", NUMBER, HeldWindows.COLUMN);

    /** All columns but the place's own. */
    static Map<String, Object> columns(UsageRecord usage) {
        Map<String, Object> row = UsageRow.accepted(usage);
        row.put(UsageRow.DEADLINE, UsageRow.time(usage.deadline()));
        HeldWindows.put(row, usage.requestHold());
        return row;
    }

    /** Whether there is no call: the one that was here was refused. */
    boolean isEmpty() {
        return !item.containsKey(REQUEST_ID);
    }

    String keyId() {
        return ItemReader.text(item, "key_id");
    }

    String requestId() {
        return ItemReader.text(item, REQUEST_ID);
    }

    Instant acceptedAt() {
        return ItemReader.instant(item, "accepted_at");
    }

    /** Whether it is of this request. */
    boolean isOf(String request, Instant accepted) {
        return requestId().equals(request) && acceptedAt().equals(accepted);
    }

    Instant deadline() {
        return ItemReader.instant(item, UsageRow.DEADLINE);
    }

    AttributeValue number() {
        return ItemReader.required(item, NUMBER);
    }

    /** Its key in the usage table. */
    Map<String, AttributeValue> key() {
        return Map.of("pk", ItemReader.required(item, "pk"), "sk", ItemReader.required(item, "sk"));
    }

    /** What it holds in budgets. */
    RequestHold requestHold() {
        return UsageRow.requestHold(item);
    }

    BudgetHold hold() {
        return new BudgetHold(ItemReader.text(item, "sk"), ItemReader.number(item, NUMBER));
    }

    /** The key of its usage record. */
    Map<String, AttributeValue> recordKey() {
        return AttributeValues.of(UsageKey.of(keyId(), requestId(), acceptedAt()));
    }

    /** The record of a call that is in flight. It is in no table. */
    Map<String, AttributeValue> pendingRecord() {
        Map<String, AttributeValue> item = record();
        item.put("status", AttributeValue.fromS(UsageRow.PENDING));
        return item;
    }

    /** The record of a call that nobody will settle. */
    Map<String, AttributeValue> abandonedRecord(Instant now) {
        Map<String, AttributeValue> item = record();
        item.putAll(AttributeValues.of(UsageRow.abandoned(now)));
        return item;
    }

    private Map<String, AttributeValue> record() {
        Map<String, AttributeValue> item = new HashMap<>(this.item);
        item.keySet().removeAll(OWN);
        item.putAll(recordKey());
        return item;
    }
}
