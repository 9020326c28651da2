package dev.tollgate.admin;

import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.temporal.ValueRange;
import java.util.stream.Stream;

/**
 * A period, split into months in UTC, because the usage table keeps the records of each month together.
 *
 * @param from the first instant
 * @param until the first instant after the period
 */
public record MonthRange(Instant from, Instant until) {
    /** Any other year is a typo, and would cost a request for each month. */
    public static final ValueRange POSSIBLE_YEARS = ValueRange.of(2000, 9999);

    /** How far the clock of a gateway may be ahead of this machine's clock. */
    private static final Duration AHEAD = Duration.ofDays(1);

    /** The share of a whole month that can have records. */
    public static MonthRange passed(YearMonth month, Instant now) {
        return passed(start(month), start(month.plusMonths(1)), now);
    }

    /** The share of a period that can have records. */
    public static MonthRange passed(Instant from, Instant until, Instant now) {
        Instant last = now.plus(AHEAD);
        return new MonthRange(from, until.isAfter(last) ? last : until);
    }

    /** The time of the period within one month. */
    public record MonthSpan(YearMonth month, Instant from, Instant until) {}

    /** The spans of the period's months, in order; none if the period is empty. */
    public Stream<MonthSpan> spans() {
        return Stream.iterate(month(from), month -> start(month).isBefore(until), month -> month.plusMonths(1))
                .map(this::span)
                .filter(span -> span.from().isBefore(span.until()));
    }

    private MonthSpan span(YearMonth month) {
        Instant first = start(month);
        Instant next = start(month.plusMonths(1));
        return new MonthSpan(month, first.isBefore(from) ? from : first, next.isAfter(until) ? until : next);
    }

    private static YearMonth month(Instant instant) {
        return YearMonth.from(instant.atOffset(ZoneOffset.UTC));
    }

    /** The first instant of a month in UTC. */
    public static Instant start(YearMonth month) {
        return month.atDay(1).atStartOfDay(ZoneOffset.UTC).toInstant();
    }
}
