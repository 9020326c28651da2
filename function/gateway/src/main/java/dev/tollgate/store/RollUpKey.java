package dev.tollgate.store;

import dev.tollgate.bill.Days;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Where roll-ups stand in the usage table: those of days in a partition for each month, those of months in one for each
 * year, so that finance reads a month of all keys with one query; within it, key by key.
 */
final class RollUpKey {
    /** When a day was rolled up. */
    static final String ROLLED_AT = "rolled_at";

    /** A request of a day's last moment is closed by then: its deadline is at most fifteen minutes away, a sweep one more. */
    private static final Duration AFTERWARDS = Duration.ofMinutes(30);

    private RollUpKey() {}

    /** Where a day's lines are: their partition, and what their sort keys begin with. */
    record Place(String pk, String skPrefix) {}

    static Place day(String keyId, LocalDate day) {
        return new Place(partition(YearMonth.from(day)), prefix(keyId) + day + "#");
    }

    static Place month(String keyId, YearMonth month) {
        return new Place("ROLLUP#" + month.getYear(), prefix(keyId) + month + "#");
    }

    static String partition(YearMonth month) {
        return "ROLLUP#" + month;
    }

    static String from(String keyId, Days days) {
        return prefix(keyId) + days.first();
    }

    /** Behind all of the last day's: no kind's name begins with such a character. */
    static String to(String keyId, Days days) {
        return prefix(keyId) + days.last() + "#~";
    }

    /** Whether nothing can have been added to the day of a roll-up after that was made. */
    static boolean whole(Map<String, AttributeValue> item) {
        Instant rolledAt = Instant.parse(item.get(ROLLED_AT).s());
        return rolledAt.isAfter(
                Days.of(LocalDate.parse(item.get("day").s())).until().plus(AFTERWARDS));
    }

    private static String prefix(String keyId) {
        return "KEY#" + keyId + "#";
    }
}
