package dev.tollgate.store;

import dev.tollgate.bill.AttemptPurpose;
import dev.tollgate.bill.BilledRequest;
import dev.tollgate.bill.BilledRequest.State;
import dev.tollgate.bill.Cost;
import dev.tollgate.bill.UsageRecord.Attempt;
import dev.tollgate.openai.Usage;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Reads the attempts that {@link UsageRow} wrote. */
final class BilledRequests {
    private BilledRequests() {}

    static BilledRequest of(Map<String, AttributeValue> item) {
        Instant acceptedAt = ItemReader.instant(item, "accepted_at");
        List<Attempt> attempts = item.getOrDefault("attempts", AttributeValue.fromL(List.of())).l().stream()
                .map(attempt -> attempt(attempt.m()))
                .toList();
        Instant endedAt =
                item.containsKey("total_ms") ? acceptedAt.plusMillis(ItemReader.number(item, "total_ms")) : null;
        return new BilledRequest(acceptedAt, endedAt, state(ItemReader.text(item, "status")), attempts);
    }

    private static State state(String status) {
        return switch (status) {
            case UsageRow.PENDING -> State.PENDING;
            case UsageRow.SETTLED -> State.SETTLED;
            case UsageRow.ABANDONED -> State.ABANDONED;
            default -> throw new IllegalArgumentException("unknown status of a usage record: " + status);
        };
    }

    private static Attempt attempt(Map<String, AttributeValue> row) {
        return new Attempt(
                ItemReader.text(row, "provider"),
                ItemReader.text(row, "model"),
                purpose(row),
                ItemReader.textOrNull(row, "error"),
                ItemReader.numberOrZero(row, "ms"),
                usage(row),
                ItemReader.flag(row, "estimated"),
                cost(row));
    }

    private static AttemptPurpose purpose(Map<String, AttributeValue> row) {
        if (ItemReader.flag(row, UsageRow.JUDGE)) {
            return AttemptPurpose.JUDGE;
        }
        return ItemReader.flag(row, UsageRow.SCAN) ? AttemptPurpose.SCAN : AttemptPurpose.RESPOND;
    }

    static Usage usage(Map<String, AttributeValue> row) {
        return new Usage(
                        ItemReader.numberOrZero(row, "prompt_tokens"),
                        ItemReader.numberOrZero(row, "completion_tokens"),
                        ItemReader.numberOrZero(row, "total_tokens"),
                        new Usage.PromptDetails(
                                ItemReader.numberOrZero(row, "cached_tokens"),
                                ItemReader.numberOrZero(row, "cache_write_tokens"),
                                ItemReader.numberOrZero(row, UsageRow.CACHE_WRITE_1H),
                                null,
                                Map.of()),
                        new Usage.CompletionDetails(
                                ItemReader.numberOrZero(row, "reasoning_tokens"), null, null, null, Map.of()),
                        UsageLines.tools(row).fields())
                .with(UsageLines.media(row));
    }

    static Cost cost(Map<String, AttributeValue> row) {
        if (!row.containsKey("total_tokens")) {
            return Cost.Priced.NOTHING;
        }
        return row.containsKey("cost_micros")
                ? new Cost.Priced(
                        ItemReader.numberOrZero(row, "cost_micros"),
                        ItemReader.numberOrZero(row, "charge_micros"),
                        ItemReader.text(row, "price_version"))
                : new Cost.Unpriced();
    }
}
