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
 * Where roll-ups stand in the usage table: those of days in a partition for each month, those of months in one for each
 * year, so that finance reads a month of all keys with one query; within it, key by key.
 */
final class RollUpKey {
    /** When a day was rolled up. */
    static final String ROLLED_AT = "rolled_at";

    /** How many items were made of the day then: fewer are a roll-up that is not written to its end. */
    static final String KINDS = "kinds";

    /** The partition of notes: until when each key is rolled up. No record's and no roll-up's begins like it. */
    static final String NOTES = "ROLLED_UP";

    /** Until when a note says that it is. */
    static final String LAST_DAY = "last_day";

    private RollUpKey() {}

    /** Where a day's lines are: their partition, and what their sort keys begin with. */
    record Place(String pk, String skPrefix) {}

    static Place day(String keyId, LocalDate day) {
        return new Place(partition(YearMonth.from(day)), prefix(keyId) + day + "#");
    }

    static Place month(String keyId, YearMonth month) {
        return new Place(monthsOf(month), prefix(keyId) + month + "#");
    }

    /** Where the roll-ups of a month, and of the others of its year, are. */
    static String monthsOf(YearMonth month) {
        return "ROLLUP#" + month.getYear();
    }

    static String partition(YearMonth month) {
        return "ROLLUP#" + month;
    }

    static String from(String keyId, DateRange days) {
        return prefix(keyId) + days.first();
    }

    /** Behind all of the last day's: no kind's name begins with such a character. */
    static String to(String keyId, DateRange days) {
        return prefix(keyId) + days.last() + "#~";
    }

    /**
     * The last roll-up of one day, where it is all there and nothing can have been added to the day after it was made; else
     * nothing. What an earlier one has left is in the way only until it is deleted.
     *
     * @param items of that day, at least one
     */
    static List<Map<String, AttributeValue>> whole(List<Map<String, AttributeValue>> items) {
        Instant last = items.stream()
                .map(RollUpKey::rolledAt)
                .max(Comparator.naturalOrder())
                .orElseThrow();
        List<Map<String, AttributeValue>> newest =
                items.stream().filter(item -> rolledAt(item).equals(last)).toList();
        LocalDate day = LocalDate.parse(newest.getFirst().get("day").s());
        boolean over = last.isAfter(DateRange.of(day).finalFrom());
        return over && isAllThere(newest) ? newest : List.of();
    }

    /** Those that an earlier version has made do not tell: it is made again from the records. */
    private static boolean isAllThere(List<Map<String, AttributeValue>> items) {
        AttributeValue kinds = items.getFirst().get(KINDS);
        return kinds != null && items.size() == Long.parseLong(kinds.n());
    }

    private static Instant rolledAt(Map<String, AttributeValue> item) {
        return Instant.parse(item.get(ROLLED_AT).s());
    }

    private static String prefix(String keyId) {
        return "KEY#" + keyId + "#";
    }
}
