package dev.tollgate.route;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Set;

/**
 * Times of the week at which other targets stand behind an alias. By the clock on the wall of its zone: where that is put
 * forward or back, the period is shorter or longer that day, as people there would have it.
 *
 * @param days on which it begins
 * @param from its first minute
 * @param to the first minute after it; not after {@code from} means on the next day
 */
public record SchedulePeriod(
        Set<DayOfWeek> days, LocalTime from, LocalTime to, ZoneId zone, List<Alias.TargetSpec> targets) {

    public SchedulePeriod {
        days = Set.copyOf(days);
        targets = List.copyOf(targets);
        if (days.isEmpty() || targets.isEmpty()) {
            throw new IllegalArgumentException("a period needs days and targets");
        }
    }

    /** Whether this instant lies in it. */
    public boolean covers(Instant instant) {
        ZonedDateTime local = instant.atZone(zone);
        LocalTime time = local.toLocalTime();
        boolean today = days.contains(local.getDayOfWeek());
        if (!overnight()) {
            return today && !time.isBefore(from) && time.isBefore(to);
        }
        boolean yesterday = days.contains(local.getDayOfWeek().minus(1));
        return (today && !time.isBefore(from)) || (yesterday && time.isBefore(to));
    }

    /** Whether it goes on behind midnight; a period from an hour to the same hour lasts a day. */
    @JsonIgnore
    public boolean overnight() {
        return !to.isAfter(from);
    }
}
