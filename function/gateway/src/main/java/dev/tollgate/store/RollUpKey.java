package dev.tollgate.store;

import dev.tollgate.bill.DateRange;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The keys of roll-ups in the usage table. Those of days have a partition for each month, and those of months one for
 * each year. So one query reads a month of all keys. Within a partition they are ordered by key id.
 */
final class RollUpKey {
    /** When a day was rolled up. */
    static final String ROLLED_AT = "rolled_at";

    /** How many items the roll-up of a day has. If there are fewer, it is not completely written. */
    static final String COUNT = "kinds";

    /**
     * The partition that says up to which day the roll-ups of each key are final. No other partition starts like it.
     */
    static final String FINAL_PARTITION = "ROLLED_UP";

    /** The last day whose roll-up is final. */
    static final String LAST_DAY = "last_day";

    private RollUpKey() {}

    /** Where the lines of a period are: their partition, and the prefix of their sort keys. */
    record Place(String pk, String skPrefix) {}

    static Place day(String keyId, LocalDate day) {
        return new Place(monthPartition(YearMonth.from(day)), prefix(keyId) + day + "#");
    }

    static Place month(String keyId, YearMonth month) {
        return new Place(yearPartition(month), prefix(keyId) + month + "#");
    }

    /** The partition of the roll-ups of a month, and of the other months of its year. */
    static String yearPartition(YearMonth month) {
        return "ROLLUP#" + month.getYear();
    }

    /** The partition of the roll-ups of all days of a month. */
    static String monthPartition(YearMonth month) {
        return "ROLLUP#" + month;
    }

    static String from(String keyId, DateRange days) {
        return prefix(keyId) + days.first();
    }

    /** After all lines of the last day: hashes do not contain this character. */
    static String to(String keyId, DateRange days) {
        return prefix(keyId) + days.last() + "#~";
    }

    /**
     * The items of the newest roll-up of a day if it is complete and final, else none. Older items are ignored; they
     * exist only until they are deleted.
     *
     * @param items of one day, at least one
     */
    static List<Map<String, AttributeValue>> completeRollUp(List<Map<String, AttributeValue>> items) {
        Instant last = items.stream()
                .map(RollUpKey::rolledAt)
                .max(Comparator.naturalOrder())
                .orElseThrow();
        List<Map<String, AttributeValue>> newest =
                items.stream().filter(item -> rolledAt(item).equals(last)).toList();
        LocalDate day = ItemReader.day(newest.getFirst(), "day");
        boolean isFinal = last.isAfter(DateRange.of(day).finalFrom());
        return isFinal && isComplete(newest) ? newest : List.of();
    }

    /** Roll-ups of earlier versions have no count and are read from the records instead. */
    private static boolean isComplete(List<Map<String, AttributeValue>> items) {
        return items.getFirst().containsKey(COUNT) && items.size() == ItemReader.number(items.getFirst(), COUNT);
    }

    private static Instant rolledAt(Map<String, AttributeValue> item) {
        return ItemReader.instant(item, ROLLED_AT);
    }

    private static String prefix(String keyId) {
        return "KEY#" + keyId + "#";
    }
}
