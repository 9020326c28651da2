package dev.tollgate.cli;

import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.temporal.ValueRange;
import java.util.stream.Stream;

/**
 * A period in the months of UTC by which records are kept, since reading them asks for each month by itself.
 *
 * @param from the first instant
 * @param until the first one that no longer counts
 */
record MonthRange(Instant from, Instant until) {
    /** Any other is a typing mistake, and would be asked for month by month all the same. */
    static final ValueRange POSSIBLE_YEARS = ValueRange.of(2000, 9999);

    /** How far the clock of a gateway may be ahead of this machine's. */
    private static final Duration AHEAD = Duration.ofDays(1);

    /** That much of a period of which there can be records. */
    static MonthRange passed(Instant from, Instant until, Instant now) {
        Instant last = now.plus(AHEAD);
        return new MonthRange(from, until.isAfter(last) ? last : until);
    }

    /** The part of it that lies in one month. */
    record Part(YearMonth month, Instant from, Instant until) {}

    /** Each of its months, in order; none where it has not begun. */
    Stream<Part> parts() {
        return Stream.iterate(month(from), month -> start(month).isBefore(until), month -> month.plusMonths(1))
                .map(this::part)
                .filter(part -> part.from().isBefore(part.until()));
    }

    private Part part(YearMonth month) {
        Instant first = start(month);
        Instant next = start(month.plusMonths(1));
        return new Part(month, first.isBefore(from) ? from : first, next.isAfter(until) ? until : next);
    }

    private static YearMonth month(Instant instant) {
        return YearMonth.from(instant.atOffset(ZoneOffset.UTC));
    }

    private static Instant start(YearMonth month) {
        return month.atDay(1).atStartOfDay(ZoneOffset.UTC).toInstant();
    }
}
