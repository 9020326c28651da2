package dev.tollgate.store;

import dev.tollgate.bill.CallOutcome;
import dev.tollgate.bill.Cost;
import dev.tollgate.bill.RequestHold;
import dev.tollgate.bill.UsageRecord;
import dev.tollgate.bill.UsageRecord.Attempt;
import dev.tollgate.bill.UsageRecord.Settlement;
import dev.tollgate.openai.Usage;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** A usage record as the columns that finance queries. What is not known is absent, and never 0. */
final class UsageRow {
    static final String PENDING = "pending";

    /** What a settled record no longer has: its windows have taken back what they granted. */
    static final String HELD = "held";

    /** Only where the request counts in some. */
    static final String BUDGETS = "budgets";

    static final String RESERVED = "reserved_micros";

    static final String SETTLED = "settled";

    static final String ABANDONED = "abandoned";

    /** In pending records only, and with it the index of this name: which part of the index they are in. */
    static final String INDEX = "pending";

    static final String DEADLINE = "deadline";

    /** Only where no cost is known. */
    static final String UNPRICED = "unpriced";

    /** One part of an index takes 1,000 writes per second, which is 500 requests; and this many parts take 8,000. */
    static final int SHARDS = 16;

    private static final DateTimeFormatter MONTH =
            DateTimeFormatter.ofPattern("yyyy-MM", Locale.ROOT).withZone(ZoneOffset.UTC);

    /** Always three digits, so that the order of the texts is the order of the instants. */
    private static final DateTimeFormatter MILLIS = DateTimeFormatter.ofPattern(
                    "yyyy-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private UsageRow() {}

    static Map<String, Object> key(UsageRecord usage) {
        return key(usage.keyId(), usage.requestId(), usage.acceptedAt());
    }

    static Map<String, Object> key(String keyId, String requestId, Instant acceptedAt) {
        Map<String, Object> key = new LinkedHashMap<>();
        key.put("pk", "KEY#" + keyId + "#" + MONTH.format(acceptedAt));
        key.put("sk", MILLIS.format(acceptedAt) + "#" + requestId);
        return key;
    }

    /** The columns known when a request is accepted. */
    static Map<String, Object> pending(UsageRecord usage) {
        Map<String, Object> row = accepted(usage);
        row.put("status", PENDING);
        row.put(DEADLINE, MILLIS.format(usage.deadline()));
        if (!usage.requestHold().windows().isEmpty()) {
            row.put(
                    HELD,
                    usage.requestHold().windows().stream().map(UsageRow::window).toList());
        }
        row.put(INDEX, shard(Math.floorMod(usage.requestId().hashCode(), SHARDS)));
        return row;
    }

    /** A part of the index, as its key. */
    static String shard(int number) {
        return String.valueOf(number);
    }

    static String time(Instant instant) {
        return MILLIS.format(instant);
    }

    /** The columns that change where nobody will ever settle it. */
    static Map<String, Object> abandoned(Instant now) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("status", ABANDONED);
        row.put("settled_at", MILLIS.format(now));
        row.put("outcome", CallOutcome.ABANDONED.name().toLowerCase(Locale.ROOT));
        row.put(UNPRICED, true);
        return row;
    }

    /** All columns. */
    static Map<String, Object> settled(UsageRecord usage, Instant now) {
        Map<String, Object> row = accepted(usage);
        row.put("status", SETTLED);
        row.put("settled_at", MILLIS.format(now));
        Settlement settlement = usage.settlement();
        row.put("outcome", settlement.outcome().name().toLowerCase(Locale.ROOT));
        putKnown(row, "provider", settlement.provider());
        putKnown(row, "model", settlement.model());
        putUsage(row, settlement.usage());
        row.put("estimated", settlement.estimated());
        putCost(row, settlement.cost());
        row.put(
                "attempts",
                settlement.attempts().stream().map(UsageRow::attempt).toList());
        putKnown(row, "first_chunk_ms", settlement.firstChunkMillis());
        row.put("total_ms", settlement.totalMillis());
        return row;
    }

    /** What an item holds of budgets. */
    static RequestHold requestHold(Map<String, AttributeValue> item) {
        if (!item.containsKey(BUDGETS)) {
            return RequestHold.NONE;
        }
        List<String> budgets =
                item.get(BUDGETS).l().stream().map(AttributeValue::s).toList();
        return new RequestHold(budgets, Long.parseLong(item.get(RESERVED).n()), List.of());
    }

    private static Map<String, Object> accepted(UsageRecord usage) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("key_id", usage.keyId());
        row.put("request_id", usage.requestId());
        row.put("accepted_at", MILLIS.format(usage.acceptedAt()));
        row.put("alias", usage.alias());
        row.put("streamed", usage.streamed());
        row.put("tags", usage.tags());
        putHeld(row, usage.requestHold());
        return row;
    }

    /** Says which budgets a row counts in, and what was set aside in each; nothing where there are none. */
    static void putHeld(Map<String, Object> row, RequestHold requestHold) {
        if (requestHold.budgets().isEmpty()) {
            row.remove(BUDGETS);
            row.remove(RESERVED);
        } else {
            row.put(BUDGETS, requestHold.budgets());
            row.put(RESERVED, requestHold.micros());
        }
    }

    /** What a pending record holds of limits; nothing where it is pending no longer. */
    static List<RequestHold.WindowHold> windows(Map<String, AttributeValue> record) {
        AttributeValue held = record.get(HELD);
        return held == null
                ? List.of()
                : held.l().stream().map(one -> window(one.m())).toList();
    }

    private static RequestHold.WindowHold window(Map<String, AttributeValue> row) {
        return new RequestHold.WindowHold(
                row.get("counter").s(),
                number(row, "era"),
                number(row, "slot"),
                number(row, "number"),
                number(row, "tokens"),
                number(row, "concurrent"));
    }

    private static long number(Map<String, AttributeValue> row, String column) {
        return Long.parseLong(row.get(column).n());
    }

    private static Map<String, Object> window(RequestHold.WindowHold window) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("counter", window.counter());
        row.put("era", window.era());
        row.put("slot", window.slot());
        row.put("number", window.number());
        row.put("tokens", window.tokens());
        row.put("concurrent", window.concurrent());
        return row;
    }

    private static void putUsage(Map<String, Object> row, Usage usage) {
        row.put("prompt_tokens", usage.promptTokens());
        row.put("cached_tokens", usage.cachedTokens());
        row.put("cache_write_tokens", usage.cacheWriteTokens());
        row.put("completion_tokens", usage.completionTokens());
        row.put("reasoning_tokens", usage.reasoningTokens());
        row.put("total_tokens", usage.totalTokens());
    }

    private static void putCost(Map<String, Object> row, Cost cost) {
        switch (cost) {
            case Cost.Priced(long micros, long chargeMicros, String priceVersion) -> {
                row.put("cost_micros", micros);
                row.put("charge_micros", chargeMicros);
                row.put("price_version", priceVersion);
            }
            case Cost.Unpriced() -> row.put(UNPRICED, true);
        }
    }

    private static Map<String, Object> attempt(Attempt attempt) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("provider", attempt.provider());
        row.put("model", attempt.model());
        if (attempt.judge()) {
            row.put("judge", true);
        }
        putKnown(row, "error", attempt.error());
        row.put("ms", attempt.millis());
        if (attempt.usage().totalTokens() > 0) {
            putUsage(row, attempt.usage());
            row.put("estimated", attempt.estimated());
            putCost(row, attempt.cost());
        }
        return row;
    }

    private static void putKnown(Map<String, Object> row, String column, Object value) {
        if (value != null) {
            row.put(column, value);
        }
    }
}
