package dev.tollgate.manifest;

import dev.tollgate.route.SchedulePeriod;
import java.time.Instant;
import java.time.LocalDate;
import java.util.stream.Stream;

/** Whether two periods ever cover the same instant, also where their zones put the clock back on different days. */
final class PeriodOverlap {
    /** Some year: the rules of daylight saving are the same in each. */
    private static final LocalDate FIRST_DAY = LocalDate.of(2026, 1, 1);

    private PeriodOverlap() {}

    /** Whatever two periods share begins where one of them does. */
    static boolean of(SchedulePeriod one, SchedulePeriod other) {
        return beginnings(one).anyMatch(other::covers) || beginnings(other).anyMatch(one::covers);
    }

    private static Stream<Instant> beginnings(SchedulePeriod period) {
        return FIRST_DAY
                .datesUntil(FIRST_DAY.plusYears(1))
                .filter(day -> period.days().contains(day.getDayOfWeek()))
                .map(day -> day.atTime(period.from()).atZone(period.zone()).toInstant());
    }
}
