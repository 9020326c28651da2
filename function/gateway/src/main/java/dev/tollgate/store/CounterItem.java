package dev.tollgate.store;

import dev.tollgate.limit.SlidingWindow;
import dev.tollgate.limit.WindowSlots;
import dev.tollgate.parse.NumberParser;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.LongStream;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The item of the counters table for one {@link SlidingWindow}.
 *
 * <p>{@code requests_used} and {@code tokens_used} repeat the sums of the slots {@code r0…r12} and {@code t0…t12},
 * because a condition cannot add up attributes.
 */
final class CounterItem {
    static final String KEY = "pk";

    /** DynamoDB deletes the item some time later, when it means the same as a missing one. */
    static final String EXPIRES_AT = "expires_at";

    /** Identifies the last write. */
    static final String STAMP = "stamp";

    /** The prefix of attributes for holders of concurrent slots. Their values are deadlines in epoch seconds. */
    private static final String HOLDER = "h_";

    private static final int RADIX = 36;

    private CounterItem() {}

    static Map<String, AttributeValue> key(String counter) {
        return Map.of(KEY, AttributeValue.fromS("KEY#" + counter));
    }

    static Map<String, AttributeValue> of(String counter, SlidingWindow window, long stamp) {
        Map<String, AttributeValue> item = new HashMap<>(key(counter));
        item.put(STAMP, number(stamp));
        item.put("slot", number(window.slot()));
        item.put("era", number(window.era()));
        item.put("version", number(window.version()));
        item.put("busy_until", number(window.busyUntil().getEpochSecond()));
        item.put("in_flight", number(window.inFlight()));
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

    /** The window in an item; an empty item is a counter that nobody has used. */
    static SlidingWindow window(Map<String, AttributeValue> item) {
        if (item.isEmpty()) {
            return SlidingWindow.UNUSED;
        }
        List<SlidingWindow.SlotUsage> used = LongStream.range(0, WindowSlots.COUNTED)
                .mapToObj(position -> new SlidingWindow.SlotUsage(
                        ItemReader.number(item, "r" + position), ItemReader.number(item, "t" + position)))
                .toList();
        return new SlidingWindow(
                ItemReader.number(item, "slot"),
                ItemReader.number(item, "era"),
                ItemReader.number(item, "version"),
                Instant.ofEpochSecond(ItemReader.number(item, "busy_until")),
                ItemReader.number(item, "in_flight"),
                holders(item),
                used);
    }

    /** Each holder has an attribute of its own, so that anybody can release its slot, but only once. */
    static String holder(long number) {
        return HOLDER + Long.toString(number, RADIX);
    }

    private static Map<Long, Instant> holders(Map<String, AttributeValue> item) {
        Map<Long, Instant> holders = new HashMap<>();
        item.keySet().stream()
                .filter(name -> name.startsWith(HOLDER))
                .forEach(name -> holders.put(holderNumber(name), Instant.ofEpochSecond(ItemReader.number(item, name))));
        return holders;
    }

    private static long holderNumber(String attribute) {
        return NumberParser.whole(attribute.substring(HOLDER.length()), RADIX, Long.MIN_VALUE, Long.MAX_VALUE)
                .orElseThrow(() -> new IllegalArgumentException("not the name of a holder: " + attribute));
    }

    /** Rounded up, so that a stored deadline is never before the real one. */
    static long seconds(Instant deadline) {
        return deadline.plusNanos(999_999_999).getEpochSecond();
    }

    /** When no slot counts any more and no request can be in flight, in epoch seconds. */
    static long expiry(SlidingWindow window) {
        return Math.max(
                WindowSlots.expiry(window.slot()).getEpochSecond(),
                window.busyUntil().getEpochSecond() + 1);
    }

    static long newStamp() {
        return ThreadLocalRandom.current().nextLong();
    }

    static boolean stamped(Map<String, AttributeValue> item, long stamp) {
        return !item.isEmpty() && ItemReader.number(item, STAMP) == stamp;
    }

    static AttributeValue number(long value) {
        return AttributeValue.fromN(Long.toString(value));
    }
}
