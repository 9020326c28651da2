package dev.tollgate.store;

import dev.tollgate.bill.BilledRequest;
import dev.tollgate.bill.CacheStatus;
import dev.tollgate.bill.CallOutcome;
import dev.tollgate.bill.ContentUse;
import dev.tollgate.bill.RecordedRequest;
import dev.tollgate.bill.UsageRecord.Settlement;
import java.util.HashMap;
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
                ItemReader.numberOrZero(item, "total_ms"),
                content(item));
    }

    private static ContentUse content(Map<String, AttributeValue> item) {
        String cache = ItemReader.textOrNull(item, UsageRow.CACHE);
        Map<String, Long> policies = new HashMap<>();
        if (item.get(UsageRow.POLICIES) != null) {
            Map<String, AttributeValue> acted =
                    ItemReader.required(item, UsageRow.POLICIES).m();
            acted.keySet().forEach(policy -> policies.put(policy, ItemReader.number(acted, policy)));
        }
        return new ContentUse(
                cache == null ? null : CacheStatus.valueOf(cache.toUpperCase(Locale.ROOT)),
                numberOrNull(item, UsageRow.SAVED),
                policies,
                ItemReader.textOrNull(item, UsageRow.TIER),
                ItemReader.textOrNull(item, UsageRow.PROMPT_LOG));
    }

    private static @Nullable Long numberOrNull(Map<String, AttributeValue> item, String column) {
        return item.containsKey(column) ? Long.valueOf(ItemReader.number(item, column)) : null;
    }
}
