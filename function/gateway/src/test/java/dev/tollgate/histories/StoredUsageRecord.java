package dev.tollgate.histories;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * A usage record as the table holds it.
 *
 * @param left what it holds that only a pending one may hold
 * @param budgets the counters that it counts in
 */
record StoredUsageRecord(
        String requestId,
        String key,
        String alias,
        String status,
        String outcome,
        Instant acceptedAt,
        List<String> left,
        List<String> budgets,
        Spent spent,
        List<Attempt> attempts) {

    /**
     * What the record, or one attempt of it, says that was used.
     *
     * @param stored everything that was written to a cache
     * @param kept that part of it which stays for an hour
     * @param cost null where none is known
     * @param charge likewise
     */
    record Spent(
            long prompt,
            long cached,
            long stored,
            long kept,
            long completion,
            long thought,
            long searches,
            boolean estimated,
            Long cost,
            Long charge,
            boolean unpriced) {

        static Spent of(Map<String, AttributeValue> row) {
            return new Spent(
                    number(row, "prompt_tokens").orElse(0L),
                    number(row, "cached_tokens").orElse(0L),
                    number(row, "cache_write_tokens").orElse(0L),
                    number(row, "cache_write_1h_tokens").orElse(0L),
                    number(row, "completion_tokens").orElse(0L),
                    number(row, "reasoning_tokens").orElse(0L),
                    number(row, "web_searches").orElse(0L),
                    flag(row, "estimated"),
                    number(row, "cost_micros").orElse(null),
                    number(row, "charge_micros").orElse(null),
                    flag(row, "unpriced"));
        }

        boolean nothing() {
            return prompt + completion == 0;
        }
    }

    /**
     * One target that received the request.
     *
     * @param target {@code provider/model}
     * @param judge whether it had to choose a tier
     * @param error null where it answered
     */
    record Attempt(String target, boolean judge, String error, Spent spent) {

        private static Attempt of(Map<String, AttributeValue> row) {
            return new Attempt(
                    text(row, "provider") + "/" + text(row, "model"),
                    flag(row, "judge"),
                    row.containsKey("error") ? text(row, "error") : null,
                    Spent.of(row));
        }
    }

    static StoredUsageRecord of(Map<String, AttributeValue> row) {
        return new StoredUsageRecord(
                text(row, "request_id"),
                text(row, "key_id"),
                text(row, "alias"),
                text(row, "status"),
                row.containsKey("outcome") ? text(row, "outcome") : "",
                Instant.parse(text(row, "accepted_at")),
                List.of("pending", "held").stream().filter(row::containsKey).toList(),
                list(row, "budgets").stream().map(AttributeValue::s).toList(),
                Spent.of(row),
                list(row, "attempts").stream()
                        .map(attempt -> Attempt.of(attempt.m()))
                        .toList());
    }

    boolean settled() {
        return status.equals("settled");
    }

    private static String text(Map<String, AttributeValue> row, String column) {
        return row.get(column).s();
    }

    private static Optional<Long> number(Map<String, AttributeValue> row, String column) {
        return Optional.ofNullable(row.get(column)).map(AttributeValue::n).map(Long::valueOf);
    }

    private static boolean flag(Map<String, AttributeValue> row, String column) {
        return row.containsKey(column) && row.get(column).bool();
    }

    private static List<AttributeValue> list(Map<String, AttributeValue> row, String column) {
        return row.containsKey(column) ? row.get(column).l() : List.of();
    }
}
