package dev.tollgate.store;

import dev.tollgate.bill.CallOutcome;
import dev.tollgate.bill.ContentUse;
import dev.tollgate.bill.Cost;
import dev.tollgate.bill.RequestHold;
import dev.tollgate.bill.UsagePiece;
import dev.tollgate.bill.UsageRecord;
import dev.tollgate.bill.UsageRecord.Attempt;
import dev.tollgate.bill.UsageRecord.Settlement;
import dev.tollgate.openai.MediaUse;
import dev.tollgate.openai.ServerToolUse;
import dev.tollgate.openai.Usage;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The columns of a usage record. A value that is unknown is absent, and never 0. */
final class UsageRow {
    static final String STATUS = "status";

    static final String PENDING = "pending";

    /** Only if the request counts in budgets. */
    static final String BUDGETS = "budgets";

    /** Absent also if the charge has never taken the place of a reservation: then what is held counts nothing. */
    static final String RESERVED = "reserved_micros";

    static final String SETTLED = "settled";

    static final String ABANDONED = "abandoned";

    /** Only in pending records of versions before ADR 52: their shard of the index that has the same name. */
    static final String INDEX = "pending";

    static final String DEADLINE = "deadline";

    /** Part of {@code cache_write_tokens}. */
    static final String CACHE_WRITE_1H = "cache_write_1h_tokens";

    /** Only if the alias or the key has a cache. */
    static final String CACHE = "cache";

    /** Only of an answer from the cache whose original had a known cost. */
    static final String SAVED = "saved_micros";

    /** Only of a line of a batch, or of the request that created one. */
    static final String BATCH = "batch";

    /** Only if a content policy acted. */
    static final String POLICIES = "policies";

    /** Only if the alias has tiers. */
    static final String TIER = "tier";

    /** Only if the prompt is kept. */
    static final String PROMPT_LOG = "prompt_log";

    /** Only if the cost is unknown. */
    static final String UNPRICED = "unpriced";

    /** On an attempt to choose the tier. */
    static final String JUDGE = "judge";

    /** On an attempt to check content. */
    static final String SCAN = "scan";

    /** How many shards the index has. */
    static final int SHARDS = 16;

    /** Always with three digits, so that texts have the order of the instants. */
    private static final DateTimeFormatter MILLIS = DateTimeFormatter.ofPattern(
                    "yyyy-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private UsageRow() {}

    /** The key of a shard of the index. */
    static String shard(int number) {
        return String.valueOf(number);
    }

    static String time(Instant instant) {
        return MILLIS.format(instant);
    }

    /** The columns that change when a record is abandoned. */
    static Map<String, Object> abandoned(Instant now) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put(STATUS, ABANDONED);
        row.put("settled_at", MILLIS.format(now));
        row.put("outcome", CallOutcome.ABANDONED.name().toLowerCase(Locale.ROOT));
        row.put(UNPRICED, true);
        return row;
    }

    /** All columns of a settled record. */
    static Map<String, Object> settled(UsageRecord usage, Settlement settlement, Instant now) {
        Map<String, Object> row = accepted(usage);
        row.put(STATUS, SETTLED);
        row.put("settled_at", MILLIS.format(now));
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
        putContent(row, settlement.content());
        return row;
    }

    /** What an item holds in budgets. */
    static RequestHold requestHold(Map<String, AttributeValue> item) {
        if (!item.containsKey(BUDGETS)) {
            return RequestHold.NONE;
        }
        List<String> budgets = ItemReader.required(item, BUDGETS).l().stream()
                .map(AttributeValue::s)
                .toList();
        return new RequestHold(budgets, ItemReader.numberOrZero(item, RESERVED), List.of());
    }

    static boolean isSettled(Map<String, AttributeValue> record) {
        return SETTLED.equals(ItemReader.textOrEmpty(record, STATUS));
    }

    /** What a settled record puts in the place of what its call holds. */
    static long chargeForHold(Map<String, AttributeValue> record) {
        return record.containsKey(RESERVED) ? ItemReader.numberOrZero(record, "charge_micros") : 0;
    }

    private static void putContent(Map<String, Object> row, ContentUse content) {
        if (content.cache() != null) {
            row.put(CACHE, content.cache().name().toLowerCase(Locale.ROOT));
        }
        putKnown(row, SAVED, content.savedMicros());
        if (!content.policies().isEmpty()) {
            row.put(POLICIES, content.policies());
        }
        putKnown(row, TIER, content.tier());
        putKnown(row, PROMPT_LOG, content.promptLog());
    }

    /** The columns that are known when a request is accepted. */
    static Map<String, Object> accepted(UsageRecord usage) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("key_id", usage.keyId());
        row.put("request_id", usage.requestId());
        row.put("accepted_at", MILLIS.format(usage.acceptedAt()));
        row.put("alias", usage.alias());
        row.put("streamed", usage.streamed());
        row.put("tags", usage.tags());
        putKnown(row, BATCH, usage.batch());
        putHeld(row, usage.requestHold());
        return row;
    }

    /**
     * Sets the columns for the budgets that a row counts in and the amount reserved in each; removes them if there are
     * none.
     */
    static void putHeld(Map<String, Object> row, RequestHold requestHold) {
        if (requestHold.budgets().isEmpty()) {
            row.remove(BUDGETS);
            row.remove(RESERVED);
        } else {
            row.put(BUDGETS, requestHold.budgets());
            row.put(RESERVED, requestHold.micros());
        }
    }

    private static void putUsage(Map<String, Object> row, Usage usage) {
        row.put("prompt_tokens", usage.promptTokens());
        row.put("cached_tokens", usage.cachedTokens());
        row.put("cache_write_tokens", usage.cacheWriteTokens());
        putCounted(row, CACHE_WRITE_1H, usage.cacheWrite1hTokens());
        row.put("completion_tokens", usage.completionTokens());
        row.put("reasoning_tokens", usage.reasoningTokens());
        row.put("total_tokens", usage.totalTokens());
        putPieces(row, usage.serverToolUse(), usage.mediaUse());
    }

    static void putPieces(Map<String, Object> row, ServerToolUse tools, MediaUse media) {
        for (UsagePiece piece : UsagePiece.values()) {
            putCounted(row, piece.column(), piece.count(tools, media));
        }
    }

    /** Absent where nothing was counted: most requests have none, and older records have no such column. */
    static void putCounted(Map<String, Object> row, String column, long count) {
        if (count > 0) {
            row.put(column, count);
        }
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
        switch (attempt.purpose()) {
            case RESPOND -> {}
            case JUDGE -> row.put(JUDGE, true);
            case SCAN -> row.put(SCAN, true);
        }
        putKnown(row, "error", attempt.error());
        row.put("ms", attempt.millis());
        if (!attempt.usage().nothingUsed()) {
            putUsage(row, attempt.usage());
            row.put("estimated", attempt.estimated());
            putCost(row, attempt.cost());
        }
        return row;
    }

    private static void putKnown(Map<String, Object> row, String column, @Nullable Object value) {
        if (value != null) {
            row.put(column, value);
        }
    }
}
