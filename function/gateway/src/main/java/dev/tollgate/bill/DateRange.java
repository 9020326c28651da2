package dev.tollgate.bill;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.stream.Stream;

/**
 * Some days in a row, in UTC.
 *
 * @param last the last one of them
 */
public record DateRange(LocalDate first, LocalDate last) {
    /** A request of the last moment is closed by then: its deadline is at most fifteen minutes away, a sweep one more. */
    private static final Duration AFTERWARDS = Duration.ofMinutes(30);

    public DateRange {
        if (last.isBefore(first)) {
            throw new IllegalArgumentException("the last day cannot be before the first one");
        }
    }

    /** One day. */
    public static DateRange of(LocalDate day) {
        return new DateRange(day, day);
    }

    /** All of a month. */
    public static DateRange of(YearMonth month) {
        return new DateRange(month.atDay(1), month.atEndOfMonth());
    }

    /** When they begin. */
    public Instant from() {
        return first.atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    /** When they are over. */
    public Instant until() {
        return last.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    /** When nothing of them is under way any more: sums that are made after it are final. */
    public Instant closed() {
        return until().plus(AFTERWARDS);
    }

    /** How many there are. */
    public long count() {
        return last.toEpochDay() - first.toEpochDay() + 1;
    }

    /** Each of them. */
    public Stream<LocalDate> each() {
        return first.datesUntil(last.plusDays(1));
    }
}
