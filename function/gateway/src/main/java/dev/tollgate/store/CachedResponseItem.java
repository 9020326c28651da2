package dev.tollgate.store;

import dev.tollgate.bill.BillableUsage;
import dev.tollgate.bill.BilledAnswer;
import dev.tollgate.bill.Cost;
import dev.tollgate.openai.Usage;
import dev.tollgate.responsecache.CacheEntry;
import dev.tollgate.responsecache.CacheKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The items of one answer in the response cache. The first holds a request's claim, and then the answer, which may need further
 * items. Each item of an answer has the alias and the key that it is cleared by.
 */
final class CachedResponseItem {
    /** How the keys of all of them begin. */
    static final String PREFIX = "RESPONSE#";

    static final String ALIAS = "alias";
    static final String KEY_ID = "key_id";

    private static final String KEY = "pk";
    private static final String REQUEST_ID = "request_id";
    private static final String CLAIMED_UNTIL = "claimed_until";
    private static final String EXPIRES_AT = "expires_at";

    private CachedResponseItem() {}

    static Map<String, AttributeValue> key(CacheKey key) {
        return Map.of(KEY, AttributeValue.fromS(name(key)));
    }

    /** A claim, which DynamoDB deletes some time after it has ended. */
    static Map<String, AttributeValue> claimed(CacheKey key, String requestId, Instant until) {
        return AttributeValues.of(Map.of(
                KEY,
                name(key),
                REQUEST_ID,
                requestId,
                CLAIMED_UNTIL,
                until.toEpochMilli(),
                EXPIRES_AT,
                until.getEpochSecond() + 1));
    }

    /** Whether it has an answer or a claim that still holds; DynamoDB deletes expired items late. */
    static boolean inForce(Map<String, AttributeValue> item, Instant now) {
        return answered(item)
                ? now.getEpochSecond() < ItemReader.number(item, EXPIRES_AT)
                : item.containsKey(CLAIMED_UNTIL) && now.toEpochMilli() < ItemReader.number(item, CLAIMED_UNTIL);
    }

    static boolean answered(Map<String, AttributeValue> item) {
        return item.containsKey(CompressedSlices.BODY);
    }

    /** The items of an answer, the first one last: it says that all are there. */
    static List<Map<String, AttributeValue>> answer(CacheKey key, CacheEntry entry) {
        List<SdkBytes> slices = CompressedSlices.of(entry.answer());
        Map<String, Object> columns = new LinkedHashMap<>();
        columns.put(ALIAS, entry.alias());
        columns.put(KEY_ID, entry.keyId());
        columns.put(EXPIRES_AT, entry.expiresAt().getEpochSecond());
        List<Map<String, AttributeValue>> items = new ArrayList<>(
                new CompressedSlices(name(key), entry.requestId()).furtherItems(slices, AttributeValues.of(columns)));
        columns.put(KEY, name(key));
        columns.put(REQUEST_ID, entry.requestId());
        columns.put("created_at", entry.createdAt().toEpochMilli());
        columns.put(CompressedSlices.PARTS, (long) slices.size());
        putBilled(columns, entry.billed());
        Map<String, AttributeValue> first = new HashMap<>(AttributeValues.of(columns));
        first.put(CompressedSlices.BODY, AttributeValue.fromB(slices.getFirst()));
        items.add(first);
        return items;
    }

    private static void putBilled(Map<String, Object> columns, BilledAnswer billed) {
        BillableUsage usage = billed.usage();
        columns.put("provider", billed.provider());
        columns.put("model", billed.model());
        columns.put("usage", DocumentCodec.write(usage.usage()));
        columns.put("used_at", usage.at().toEpochMilli());
        putKnown(columns, "service_tier", usage.serviceTier());
        putKnown(columns, "host", usage.host());
        switch (billed.cost()) {
            case Cost.Priced(long micros, long chargeMicros, String version) -> {
                columns.put("cost_micros", micros);
                columns.put("charge_micros", chargeMicros);
                columns.put("price_version", version);
            }
            case Cost.Unpriced() -> columns.put(UsageRow.UNPRICED, true);
        }
    }

    private static void putKnown(Map<String, Object> columns, String name, @Nullable String value) {
        if (value != null) {
            columns.put(name, value);
        }
    }

    /** The keys of the items after the first. */
    static List<Map<String, AttributeValue>> furtherKeys(CacheKey key, Map<String, AttributeValue> first) {
        return new CompressedSlices(name(key), ItemReader.text(first, REQUEST_ID))
                .furtherKeys(ItemReader.number(first, CompressedSlices.PARTS));
    }

    /** The answer in these items; empty if one of them has been deleted. */
    static Optional<CacheEntry> entry(Map<String, AttributeValue> first, List<Map<String, AttributeValue>> further) {
        if (!further.stream().allMatch(CachedResponseItem::answered)) {
            return Optional.empty();
        }
        return Optional.of(new CacheEntry(
                ItemReader.text(first, REQUEST_ID),
                ItemReader.text(first, ALIAS),
                ItemReader.text(first, KEY_ID),
                Instant.ofEpochMilli(ItemReader.number(first, "created_at")),
                Instant.ofEpochSecond(ItemReader.number(first, EXPIRES_AT)),
                billed(first),
                CompressedSlices.body(first, further)));
    }

    private static BilledAnswer billed(Map<String, AttributeValue> item) {
        BillableUsage usage = new BillableUsage(
                DocumentCodec.read(ItemReader.text(item, "usage"), Usage.class),
                Instant.ofEpochMilli(ItemReader.number(item, "used_at")),
                ItemReader.textOrNull(item, "service_tier"),
                ItemReader.textOrNull(item, "host"));
        return new BilledAnswer(ItemReader.text(item, "provider"), ItemReader.text(item, "model"), usage, cost(item));
    }

    private static Cost cost(Map<String, AttributeValue> item) {
        return ItemReader.flag(item, UsageRow.UNPRICED)
                ? new Cost.Unpriced()
                : new Cost.Priced(
                        ItemReader.number(item, "cost_micros"),
                        ItemReader.number(item, "charge_micros"),
                        ItemReader.text(item, "price_version"));
    }

    private static String name(CacheKey key) {
        return PREFIX + key.digest();
    }
}
