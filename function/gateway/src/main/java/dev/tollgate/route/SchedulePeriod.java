package dev.tollgate.route;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Times of the week at which an alias has other targets. They are local times: a change to or from daylight saving time
 * makes the period shorter or longer that day.
 *
 * @param days the days on which the period starts
 * @param from the first minute of the period
 * @param to the first minute after the period; on the next day unless it is later than {@code from}
 */
public record SchedulePeriod(
        Set<DayOfWeek> days, LocalTime from, LocalTime to, ZoneId zone, List<Alias.TargetSpec> targets) {

    public SchedulePeriod {
        // Sorted, so that equal records always become the same JSON document.
        days = Collections.unmodifiableSet(new TreeSet<>(days));
        targets = List.copyOf(targets);
        if (days.isEmpty() || targets.isEmpty()) {
            throw new IllegalArgumentException("a period needs days and targets");
        }
    }

    /** Whether the period includes this instant. */
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

    /** Whether the period continues after midnight; a period from an hour to the same hour lasts a whole day. */
    @JsonIgnore
    public boolean overnight() {
        return !to.isAfter(from);
    }
}
