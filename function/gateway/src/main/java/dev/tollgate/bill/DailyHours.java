package dev.tollgate.bill;

import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;

/**
 * Hours of each day, by the clock on the wall of their zone: where that is put forward or back, they are shorter or longer
 * that day.
 *
 * @param from their first minute
 * @param to the first minute after them; not after {@code from} means on the next day
 */
public record DailyHours(LocalTime from, LocalTime to, ZoneId zone) {

    /** Whether this instant lies in them. */
    public boolean cover(Instant instant) {
        LocalTime time = instant.atZone(zone).toLocalTime();
        boolean begun = !time.isBefore(from);
        boolean over = !time.isBefore(to);
        return from.isBefore(to) ? begun && !over : begun || !over;
    }
}
