package dev.tollgate.manifest;

import dev.tollgate.route.SchedulePeriod;
import java.time.Instant;
import java.time.LocalDate;
import java.util.stream.Stream;

/** Finds out whether two periods overlap, even if daylight saving time ends on different days in their zones. */
final class PeriodOverlap {
    /** The first day of an arbitrary year: the rules of daylight saving time are the same in each. */
    private static final LocalDate FIRST_DAY = LocalDate.of(2026, 1, 1);

    private PeriodOverlap() {}

    /** Every overlap starts at the start of one of the two periods. */
    static boolean of(SchedulePeriod one, SchedulePeriod other) {
        return starts(one).anyMatch(other::covers) || starts(other).anyMatch(one::covers);
    }

    private static Stream<Instant> starts(SchedulePeriod period) {
        return FIRST_DAY
                .datesUntil(FIRST_DAY.plusYears(1))
                .filter(day -> period.days().contains(day.getDayOfWeek()))
                .map(day -> day.atTime(period.from()).atZone(period.zone()).toInstant());
    }
}
