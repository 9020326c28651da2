package dev.tollgate.route;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SchedulePeriodTest {
    private static final SchedulePeriod OFF_PEAK = period("16:30", "00:30", "UTC", DayOfWeek.FRIDAY);
    private static final SchedulePeriod NIGHT = period("01:00", "05:00", "Europe/Berlin", DayOfWeek.SUNDAY);
    private static final SchedulePeriod WHOLE_DAY = period("00:00", "00:00", "UTC", DayOfWeek.MONDAY);

    @ParameterizedTest
    @CsvSource({
        "2026-11-27T16:29:59Z, false",
        "2026-11-27T16:30:00Z, true",
        // Saturday, but still the period that started on Friday.
        "2026-11-28T00:29:59Z, true",
        "2026-11-28T00:30:00Z, false",
        "2026-11-28T16:30:00Z, false",
        // Thursday's night is not Friday's.
        "2026-11-27T00:10:00Z, false",
    })
    void aPeriodOverMidnightBelongsToTheDayItStartsOn(Instant instant, boolean covered) {
        assertThat(OFF_PEAK.covers(instant)).isEqualTo(covered);
    }

    @ParameterizedTest
    @CsvSource({
        // Clocks go forward at 02:00: one o'clock is 00:00Z, five is 03:00Z.
        "2026-03-28T23:59:59Z, false",
        "2026-03-29T00:00:00Z, true",
        "2026-03-29T02:59:59Z, true",
        "2026-03-29T03:00:00Z, false",
        // Clocks go back at 03:00: one o'clock is 23:00Z the day before, five is 04:00Z.
        "2026-10-24T23:00:00Z, true",
        "2026-10-25T03:59:59Z, true",
        "2026-10-25T04:00:00Z, false",
    })
    void localTimeDecidesAlsoWhenDaylightSavingTimeChanges(Instant instant, boolean covered) {
        assertThat(NIGHT.covers(instant)).isEqualTo(covered);
    }

    @ParameterizedTest
    @CsvSource({"2026-11-22T23:59:59Z, false", "2026-11-23T00:00:00Z, true", "2026-11-23T23:59:59Z, true"})
    void aPeriodFromAnHourToTheSameHourIsAWholeDay(Instant instant, boolean covered) {
        assertThat(WHOLE_DAY.covers(instant)).isEqualTo(covered);
    }

    private static SchedulePeriod period(String from, String to, String zone, DayOfWeek day) {
        return new SchedulePeriod(
                Set.of(day),
                LocalTime.parse(from),
                LocalTime.parse(to),
                ZoneId.of(zone),
                List.of(Alias.TargetSpec.of(new ModelName("p", "m"))));
    }
}
