package dev.tollgate.store;

import dev.tollgate.bill.CachedRequests;
import dev.tollgate.bill.UsageLine;
import dev.tollgate.bill.UsagePiece;
import dev.tollgate.bill.UsageSum;
import dev.tollgate.openai.MediaUse;
import dev.tollgate.openai.ServerToolUse;
import dev.tollgate.parse.Sha256Digest;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Converts records and roll-ups to usage lines. Columns of the same name have the same meaning in both. */
final class UsageLines {
    private static final String CACHE_HITS = "cache_hits";
    private static final String CACHE_MISSES = "cache_misses";

    private UsageLines() {}

    /** The line of a single record. */
    static UsageLine ofRecord(Map<String, AttributeValue> item) {
        String status = ItemReader.textOrEmpty(item, "status");
        boolean settled = UsageRow.SETTLED.equals(status);
        UsageSum sum = new UsageSum(
                1,
                count(UsageRow.PENDING.equals(status)),
                count(UsageRow.ABANDONED.equals(status)),
                count("failed".equals(ItemReader.textOrEmpty(item, "outcome"))),
                count(ItemReader.flag(item, "estimated")),
                count(settled && ItemReader.flag(item, UsageRow.UNPRICED)),
                ItemReader.numberOrZero(item, "prompt_tokens"),
                ItemReader.numberOrZero(item, "cached_tokens"),
                ItemReader.numberOrZero(item, "cache_write_tokens"),
                ItemReader.numberOrZero(item, UsageRow.CACHE_WRITE_1H),
                ItemReader.numberOrZero(item, "completion_tokens"),
                ItemReader.numberOrZero(item, "reasoning_tokens"),
                tools(item),
                media(item),
                cached(item),
                ItemReader.numberOrZero(item, "cost_micros"),
                charge(item));
        return new UsageLine(dimensions(item, day(ItemReader.instant(item, "accepted_at"))), sum);
    }

    /** A line of the roll-up of a day. */
    static UsageLine ofRollUp(Map<String, AttributeValue> item) {
        UsageSum sum = new UsageSum(
                ItemReader.numberOrZero(item, "requests"),
                0,
                ItemReader.numberOrZero(item, "abandoned_requests"),
                ItemReader.numberOrZero(item, "failed_requests"),
                ItemReader.numberOrZero(item, "estimated_requests"),
                ItemReader.numberOrZero(item, "unpriced_requests"),
                ItemReader.numberOrZero(item, "prompt_tokens"),
                ItemReader.numberOrZero(item, "cached_tokens"),
                ItemReader.numberOrZero(item, "cache_write_tokens"),
                ItemReader.numberOrZero(item, UsageRow.CACHE_WRITE_1H),
                ItemReader.numberOrZero(item, "completion_tokens"),
                ItemReader.numberOrZero(item, "reasoning_tokens"),
                tools(item),
                media(item),
                new CachedRequests(
                        ItemReader.numberOrZero(item, CACHE_HITS),
                        ItemReader.numberOrZero(item, CACHE_MISSES),
                        ItemReader.numberOrZero(item, UsageRow.SAVED)),
                ItemReader.numberOrZero(item, "cost_micros"),
                ItemReader.numberOrZero(item, "charge_micros"));
        return new UsageLine(dimensions(item, ItemReader.day(item, "day")), sum);
    }

    /** The columns of a roll-up. */
    static Map<String, Object> columns(UsageLine line) {
        UsageLine.Dimensions dimensions = line.dimensions();
        UsageSum sum = line.sum();
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("key_id", dimensions.keyId());
        row.put("alias", dimensions.alias());
        row.put("provider", dimensions.provider());
        row.put("model", dimensions.model());
        row.put("tags", dimensions.tags());
        row.put("requests", sum.requests());
        row.put("abandoned_requests", sum.abandoned());
        row.put("failed_requests", sum.failed());
        row.put("estimated_requests", sum.estimated());
        row.put("unpriced_requests", sum.unpriced());
        row.put("prompt_tokens", sum.promptTokens());
        row.put("cached_tokens", sum.cachedTokens());
        row.put("cache_write_tokens", sum.cacheWriteTokens());
        UsageRow.putCounted(row, UsageRow.CACHE_WRITE_1H, sum.cacheWrite1hTokens());
        row.put("completion_tokens", sum.completionTokens());
        row.put("reasoning_tokens", sum.reasoningTokens());
        row.put("total_tokens", sum.totalTokens());
        UsageRow.putPieces(row, sum.serverToolUse(), sum.mediaUse());
        UsageRow.putCounted(row, CACHE_HITS, sum.cached().hits());
        UsageRow.putCounted(row, CACHE_MISSES, sum.cached().misses());
        UsageRow.putCounted(row, UsageRow.SAVED, sum.cached().savedMicros());
        row.put("cost_micros", sum.costMicros());
        row.put("charge_micros", sum.chargeMicros());
        return row;
    }

    /** Identifies a line within a day of a key. A hash, because dimensions may be too long for a sort key. */
    static String hash(UsageLine.Dimensions dimensions) {
        String tags = new TreeMap<>(dimensions.tags())
                .entrySet().stream()
                        .map(tag -> tag.getKey() + "=" + tag.getValue())
                        .collect(Collectors.joining("\u0000"));
        String all = String.join("\u0001", dimensions.alias(), dimensions.provider(), dimensions.model(), tags);
        return Sha256Digest.start().add(all).hex(16);
    }

    /** What the response cache did for a single request. */
    private static CachedRequests cached(Map<String, AttributeValue> item) {
        String status = ItemReader.textOrEmpty(item, UsageRow.CACHE);
        return new CachedRequests(
                count("hit".equals(status)),
                count("miss".equals(status)),
                ItemReader.numberOrZero(item, UsageRow.SAVED));
    }

    /** How often providers ran tools of their own. */
    static ServerToolUse tools(Map<String, AttributeValue> item) {
        return new ServerToolUse(
                pieces(item, UsagePiece.WEB_SEARCHES),
                pieces(item, UsagePiece.CODE_EXECUTIONS),
                pieces(item, UsagePiece.FILE_SEARCHES),
                pieces(item, UsagePiece.MAP_SEARCHES),
                pieces(item, UsagePiece.TOOL_IMAGES));
    }

    /** What was used that is not counted in tokens. */
    static MediaUse media(Map<String, AttributeValue> item) {
        return new MediaUse(
                pieces(item, UsagePiece.IMAGES),
                pieces(item, UsagePiece.AUDIO_SECONDS),
                pieces(item, UsagePiece.CHARACTERS),
                pieces(item, UsagePiece.SEARCHES));
    }

    private static long pieces(Map<String, AttributeValue> item, UsagePiece piece) {
        return ItemReader.numberOrZero(item, piece.column());
    }

    private static UsageLine.Dimensions dimensions(Map<String, AttributeValue> item, LocalDate day) {
        Map<String, String> tags = item.getOrDefault("tags", AttributeValue.fromM(Map.of())).m().entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, tag -> tag.getValue().s()));
        return new UsageLine.Dimensions(
                day,
                ItemReader.textOrEmpty(item, "key_id"),
                ItemReader.textOrEmpty(item, "alias"),
                ItemReader.textOrEmpty(item, "provider"),
                ItemReader.textOrEmpty(item, "model"),
                tags);
    }

    private static LocalDate day(Instant instant) {
        return LocalDate.ofInstant(instant, ZoneOffset.UTC);
    }

    /** Records of versions without mark-ups charge what they cost. */
    private static long charge(Map<String, AttributeValue> item) {
        return item.containsKey("charge_micros")
                ? ItemReader.numberOrZero(item, "charge_micros")
                : ItemReader.numberOrZero(item, "cost_micros");
    }

    private static long count(boolean condition) {
        return condition ? 1 : 0;
    }
}
