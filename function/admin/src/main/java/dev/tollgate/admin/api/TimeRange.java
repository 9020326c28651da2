package dev.tollgate.admin.api;

import dev.tollgate.admin.MonthRange;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;

/** Where a period begins that a query leaves out. */
final class TimeRange {
    private TimeRange() {}

    /** The first instant of a month, in UTC. */
    static Instant monthOf(Instant at) {
        return MonthRange.start(YearMonth.from(at.minusNanos(1).atOffset(ZoneOffset.UTC)));
    }
}
