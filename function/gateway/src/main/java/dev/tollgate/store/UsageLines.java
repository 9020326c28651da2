package dev.tollgate.store;

import dev.tollgate.bill.UsageLine;
import dev.tollgate.bill.UsageSum;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Usage as columns that sums are read from, of a record as of a roll-up: the same names mean the same in both. */
final class UsageLines {
    private static final AttributeValue NOTHING = AttributeValue.fromNul(true);

    private UsageLines() {}

    /** The line of one record. */
    static UsageLine ofRecord(Map<String, AttributeValue> item) {
        String status = text(item, "status");
        boolean settled = UsageRow.SETTLED.equals(status);
        UsageSum sum = new UsageSum(
                1,
                count(UsageRow.PENDING.equals(status)),
                count(UsageRow.ABANDONED.equals(status)),
                count("failed".equals(text(item, "outcome"))),
                count(flag(item, "estimated")),
                count(settled && flag(item, UsageRow.UNPRICED)),
                number(item, "prompt_tokens"),
                number(item, "cached_tokens"),
                number(item, "cache_write_tokens"),
                number(item, "completion_tokens"),
                number(item, "reasoning_tokens"),
                number(item, "cost_micros"),
                charge(item));
        return new UsageLine(kind(item, day(Instant.parse(text(item, "accepted_at")))), sum);
    }

    /** The line of a day's roll-up. */
    static UsageLine ofRollUp(Map<String, AttributeValue> item) {
        UsageSum sum = new UsageSum(
                number(item, "requests"),
                0,
                number(item, "abandoned_requests"),
                number(item, "failed_requests"),
                number(item, "estimated_requests"),
                number(item, "unpriced_requests"),
                number(item, "prompt_tokens"),
                number(item, "cached_tokens"),
                number(item, "cache_write_tokens"),
                number(item, "completion_tokens"),
                number(item, "reasoning_tokens"),
                number(item, "cost_micros"),
                number(item, "charge_micros"));
        return new UsageLine(kind(item, LocalDate.parse(text(item, "day"))), sum);
    }

    /** The columns of a roll-up. */
    static Map<String, Object> columns(UsageLine line) {
        UsageLine.Dimensions kind = line.dimensions();
        UsageSum sum = line.sum();
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("key_id", kind.keyId());
        row.put("alias", kind.alias());
        row.put("provider", kind.provider());
        row.put("model", kind.model());
        row.put("tags", kind.tags());
        row.put("requests", sum.requests());
        row.put("abandoned_requests", sum.abandoned());
        row.put("failed_requests", sum.failed());
        row.put("estimated_requests", sum.estimated());
        row.put("unpriced_requests", sum.unpriced());
        row.put("prompt_tokens", sum.promptTokens());
        row.put("cached_tokens", sum.cachedTokens());
        row.put("cache_write_tokens", sum.cacheWriteTokens());
        row.put("completion_tokens", sum.completionTokens());
        row.put("reasoning_tokens", sum.reasoningTokens());
        row.put("total_tokens", sum.totalTokens());
        row.put("cost_micros", sum.costMicros());
        row.put("charge_micros", sum.chargeMicros());
        return row;
    }

    /** Tells kinds apart within a key's day: they may hold any character, and more of them than a sort key takes. */
    static String name(UsageLine.Dimensions kind) {
        String tags = new TreeMap<>(kind.tags())
                .entrySet().stream()
                        .map(tag -> tag.getKey() + "=" + tag.getValue())
                        .collect(Collectors.joining("\u0000"));
        String all = String.join("\u0001", kind.alias(), kind.provider(), kind.model(), tags);
        return HexFormat.of().formatHex(Sha256Hash.of(all), 0, 16);
    }

    private static UsageLine.Dimensions kind(Map<String, AttributeValue> item, LocalDate day) {
        Map<String, String> tags = item.getOrDefault("tags", AttributeValue.fromM(Map.of())).m().entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, tag -> tag.getValue().s()));
        return new UsageLine.Dimensions(
                day, text(item, "key_id"), text(item, "alias"), text(item, "provider"), text(item, "model"), tags);
    }

    private static LocalDate day(Instant instant) {
        return LocalDate.ofInstant(instant, ZoneOffset.UTC);
    }

    /** Records from before there were mark-ups charge what they cost. */
    private static long charge(Map<String, AttributeValue> item) {
        return item.containsKey("charge_micros") ? number(item, "charge_micros") : number(item, "cost_micros");
    }

    private static long count(boolean holds) {
        return holds ? 1 : 0;
    }

    private static boolean flag(Map<String, AttributeValue> item, String column) {
        return Boolean.TRUE.equals(item.getOrDefault(column, NOTHING).bool());
    }

    private static String text(Map<String, AttributeValue> item, String column) {
        String text = item.getOrDefault(column, NOTHING).s();
        return text == null ? "" : text;
    }

    /** What is absent is not known, and adds nothing to a sum. */
    private static long number(Map<String, AttributeValue> item, String column) {
        String number = item.getOrDefault(column, NOTHING).n();
        return number == null ? 0 : Long.parseLong(number);
    }
}
