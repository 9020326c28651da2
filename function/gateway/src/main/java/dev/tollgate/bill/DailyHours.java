package dev.tollgate.bill;

import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;

/**
 * Hours of each day in local time. On the days when clocks change they are shorter or longer.
 *
 * @param from the first minute
 * @param to the first minute after the last one; on the next day if it is not after {@code from}
 */
public record DailyHours(LocalTime from, LocalTime to, ZoneId zone) {

    /** Whether this instant is within the hours. */
    public boolean contains(Instant instant) {
        LocalTime time = instant.atZone(zone).toLocalTime();
        boolean started = !time.isBefore(from);
        boolean ended = !time.isBefore(to);
        return from.isBefore(to) ? started && !ended : started || !ended;
    }
}
