package dev.tollgate.store;

import dev.tollgate.bill.BilledRequest;
import dev.tollgate.bill.CallOutcome;
import dev.tollgate.bill.RecordedRequest;
import dev.tollgate.bill.UsageRecord.Settlement;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Reads whole usage records that {@link UsageRow} wrote. */
final class RecordedRequests {
    private RecordedRequests() {}

    static RecordedRequest of(Map<String, AttributeValue> item) {
        BilledRequest billed = BilledRequests.of(item);
        return new RecordedRequest(
                ItemReader.text(item, "request_id"),
                billed.state(),
                billed.acceptedAt(),
                item.containsKey("settled_at") ? ItemReader.instant(item, "settled_at") : null,
                ItemReader.text(item, "alias"),
                ItemReader.flag(item, "streamed"),
                billed.state() == BilledRequest.State.SETTLED ? settlement(item, billed) : null);
    }

    private static Settlement settlement(Map<String, AttributeValue> item, BilledRequest billed) {
        return new Settlement(
                CallOutcome.valueOf(ItemReader.text(item, "outcome").toUpperCase(Locale.ROOT)),
                ItemReader.textOrNull(item, "provider"),
                ItemReader.textOrNull(item, "model"),
                BilledRequests.usage(item),
                ItemReader.flag(item, "estimated"),
                BilledRequests.cost(item),
                billed.attempts(),
                numberOrNull(item, "first_chunk_ms"),
                ItemReader.numberOrZero(item, "total_ms"));
    }

    private static @Nullable Long numberOrNull(Map<String, AttributeValue> item, String column) {
        return item.containsKey(column) ? Long.valueOf(ItemReader.number(item, column)) : null;
    }
}
