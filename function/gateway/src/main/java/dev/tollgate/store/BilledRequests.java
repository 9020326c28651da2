package dev.tollgate.store;

import dev.tollgate.bill.BilledRequest;
import dev.tollgate.bill.BilledRequest.State;
import dev.tollgate.bill.Cost;
import dev.tollgate.bill.UsageRecord.Attempt;
import dev.tollgate.openai.Usage;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Reads back what {@link UsageRow} wrote of attempts. */
final class BilledRequests {
    private static final AttributeValue NOTHING = AttributeValue.fromNul(true);

    private BilledRequests() {}

    static BilledRequest of(Map<String, AttributeValue> item) {
        Instant acceptedAt = Instant.parse(item.get("accepted_at").s());
        List<Attempt> attempts = item.getOrDefault("attempts", AttributeValue.fromL(List.of())).l().stream()
                .map(attempt -> attempt(attempt.m()))
                .toList();
        Instant endedAt = item.containsKey("total_ms") ? acceptedAt.plusMillis(number(item, "total_ms")) : null;
        return new BilledRequest(acceptedAt, endedAt, state(item.get("status").s()), attempts);
    }

    private static State state(String status) {
        return switch (status) {
            case UsageRow.PENDING -> State.PENDING;
            case UsageRow.SETTLED -> State.SETTLED;
            case UsageRow.ABANDONED -> State.ABANDONED;
            default -> throw new IllegalArgumentException("no usage record has the status " + status);
        };
    }

    private static Attempt attempt(Map<String, AttributeValue> row) {
        return new Attempt(
                row.get("provider").s(),
                row.get("model").s(),
                flag(row, "judge"),
                row.getOrDefault("error", NOTHING).s(),
                number(row, "ms"),
                usage(row),
                flag(row, "estimated"),
                cost(row));
    }

    private static Usage usage(Map<String, AttributeValue> row) {
        return new Usage(
                number(row, "prompt_tokens"),
                number(row, "completion_tokens"),
                number(row, "total_tokens"),
                new Usage.PromptDetails(number(row, "cached_tokens"), number(row, "cache_write_tokens"), null, null),
                new Usage.CompletionDetails(number(row, "reasoning_tokens"), null, null, null, null),
                null);
    }

    private static Cost cost(Map<String, AttributeValue> row) {
        if (!row.containsKey("total_tokens")) {
            return Cost.Priced.NOTHING;
        }
        return row.containsKey("cost_micros")
                ? new Cost.Priced(
                        number(row, "cost_micros"),
                        number(row, "charge_micros"),
                        row.get("price_version").s())
                : new Cost.Unpriced();
    }

    private static boolean flag(Map<String, AttributeValue> row, String column) {
        return Boolean.TRUE.equals(row.getOrDefault(column, NOTHING).bool());
    }

    private static long number(Map<String, AttributeValue> row, String column) {
        String number = row.getOrDefault(column, NOTHING).n();
        return number == null ? 0 : Long.parseLong(number);
    }
}
