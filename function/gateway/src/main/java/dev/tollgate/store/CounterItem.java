package dev.tollgate.store;

import dev.tollgate.limit.SlidingWindow;
import dev.tollgate.limit.WindowSlots;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.LongStream;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The item of the counters table that holds a key's {@link SlidingWindow}.
 *
 * <p>{@code requests_used} and {@code tokens_used} repeat the sums of the slots {@code r0…r12} and {@code t0…t12},
 * because a condition can compare an attribute but not add several up.
 */
final class CounterItem {
    static final String KEY = "pk";

    /** DynamoDB deletes the item at some time after it; by then it says no more than an absent one. */
    static final String EXPIRES_AT = "expires_at";

    /** Tells which write was the last one. */
    static final String STAMP = "stamp";

    /** What the names of holders' attributes begin with; their values are deadlines in epoch seconds. */
    private static final String HOLDER = "h_";

    private static final int RADIX = 36;

    private CounterItem() {}

    static Map<String, AttributeValue> key(String keyId) {
        return Map.of(KEY, AttributeValue.fromS("KEY#" + keyId));
    }

    static Map<String, AttributeValue> of(String keyId, SlidingWindow window, long stamp) {
        Map<String, AttributeValue> item = new HashMap<>(key(keyId));
        item.put(STAMP, number(stamp));
        item.put("slot", number(window.slot()));
        item.put("era", number(window.era()));
        item.put("version", number(window.version()));
        item.put("busy_until", number(window.busyUntil().getEpochSecond()));
        item.put("under_way", number(window.inFlight()));
        item.put("requests_used", number(window.requests()));
        item.put("tokens_used", number(window.tokens()));
        item.put(EXPIRES_AT, number(expiry(window)));
        window.holders().forEach((number, deadline) -> item.put(holder(number), number(seconds(deadline))));
        for (int position = 0; position < WindowSlots.COUNTED; position++) {
            item.put("r" + position, number(window.used().get(position).requests()));
            item.put("t" + position, number(window.used().get(position).tokens()));
        }
        return item;
    }

    /** The window in an item; an absent item is a key that nobody has used. */
    static SlidingWindow window(Map<String, AttributeValue> item) {
        if (item.isEmpty()) {
            return SlidingWindow.UNUSED;
        }
        List<SlidingWindow.SlotUsage> used = LongStream.range(0, WindowSlots.COUNTED)
                .mapToObj(
                        position -> new SlidingWindow.SlotUsage(read(item, "r" + position), read(item, "t" + position)))
                .toList();
        return new SlidingWindow(
                read(item, "slot"),
                read(item, "era"),
                read(item, "version"),
                Instant.ofEpochSecond(read(item, "busy_until")),
                read(item, "under_way"),
                holders(item),
                used);
    }

    /** Who holds a slot has an attribute of its own, so that it can be given back once and by anybody. */
    static String holder(long number) {
        return HOLDER + Long.toString(number, RADIX);
    }

    private static Map<Long, Instant> holders(Map<String, AttributeValue> item) {
        Map<Long, Instant> holders = new HashMap<>();
        item.keySet().stream()
                .filter(name -> name.startsWith(HOLDER))
                .forEach(name -> holders.put(
                        Long.parseLong(name.substring(HOLDER.length()), RADIX),
                        Instant.ofEpochSecond(read(item, name))));
        return holders;
    }

    /** Rounded up, so that a noted deadline is never before the true one. */
    static long seconds(Instant deadline) {
        return deadline.plusNanos(999_999_999).getEpochSecond();
    }

    /** When nothing in it is counted any more and nobody can be under way, in epoch seconds. */
    static long expiry(SlidingWindow window) {
        return Math.max(
                WindowSlots.expiry(window.slot()).getEpochSecond(),
                window.busyUntil().getEpochSecond() + 1);
    }

    static long newStamp() {
        return ThreadLocalRandom.current().nextLong();
    }

    static boolean stamped(Map<String, AttributeValue> item, long stamp) {
        return !item.isEmpty() && read(item, STAMP) == stamp;
    }

    static AttributeValue number(long value) {
        return AttributeValue.fromN(Long.toString(value));
    }

    private static long read(Map<String, AttributeValue> item, String name) {
        return Long.parseLong(item.get(name).n());
    }
}
