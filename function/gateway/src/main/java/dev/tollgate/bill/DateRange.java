package dev.tollgate.bill;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.stream.Stream;

/**
 * Consecutive days in UTC.
 *
 * @param last the last day, inclusive
 */
public record DateRange(LocalDate first, LocalDate last) {
    /**
     * Long enough for the last request: its deadline is at most 15 minutes away, and a sweep follows within a minute.
     */
    private static final Duration SETTLING_TIME = Duration.ofMinutes(30);

    public DateRange {
        if (last.isBefore(first)) {
            throw new IllegalArgumentException("the last day cannot be before the first one");
        }
    }

    /** A single day. */
    public static DateRange of(LocalDate day) {
        return new DateRange(day, day);
    }

    /** A whole month. */
    public static DateRange of(YearMonth month) {
        return new DateRange(month.atDay(1), month.atEndOfMonth());
    }

    /** The first instant. */
    public Instant from() {
        return first.atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    /** The first instant after the last day. */
    public Instant until() {
        return last.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    /** From when on sums are final, because no request of these days is in progress any more. */
    public Instant finalFrom() {
        return until().plus(SETTLING_TIME);
    }

    /** The number of days. */
    public long count() {
        return last.toEpochDay() - first.toEpochDay() + 1;
    }

    /** Each day in order. */
    public Stream<LocalDate> days() {
        return first.datesUntil(last.plusDays(1));
    }
}
