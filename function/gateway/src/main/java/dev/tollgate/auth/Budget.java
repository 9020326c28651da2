package dev.tollgate.auth;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.TemporalAdjusters;
import java.util.Objects;

/**
 * How much money may be spent in each period.
 *
 * @param usd US dollars, more than 0; what is below a millionth does not count
 * @param per how often it begins anew
 * @param zone whose midnight it begins at
 * @param hard whether it refuses what does not fit; a soft one warns only
 * @param shards how many counters it is split into, at least 1
 */
public record Budget(BigDecimal usd, Per per, ZoneId zone, boolean hard, int shards) {

    public Budget {
        Objects.requireNonNull(per, "per");
        Objects.requireNonNull(zone, "zone");
        if (usd.signum() <= 0) {
            throw new IllegalArgumentException("a budget must be more than 0");
        }
        if (shards < 1) {
            throw new IllegalArgumentException("a budget has at least 1 shard");
        }
    }

    /** In millionths of a dollar. */
    public long micros() {
        return usd.movePointRight(6).setScale(0, RoundingMode.DOWN).longValueExact();
    }

    /** The period that an instant lies in. */
    public Term termAt(Instant instant) {
        LocalDate today = LocalDate.ofInstant(instant, zone);
        return switch (per) {
            case DAY -> term(today, today.plusDays(1));
            case WEEK -> {
                LocalDate monday = today.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
                yield term(monday, monday.plusWeeks(1));
            }
            case MONTH -> {
                LocalDate first = today.withDayOfMonth(1);
                yield term(first, first.plusMonths(1));
            }
            case TOTAL -> new Term("ever", null);
        };
    }

    /** A day may begin at another hour than midnight, where the clock is put forward then. */
    private Term term(LocalDate first, LocalDate next) {
        return new Term(first.toString(), next.atStartOfDay(zone).toInstant());
    }

    /** How often a budget begins anew. */
    public enum Per {
        @JsonProperty("day")
        DAY,
        /** From Monday on. */
        @JsonProperty("week")
        WEEK,
        @JsonProperty("month")
        MONTH,
        /** Never. */
        @JsonProperty("total")
        TOTAL
    }

    /**
     * One period.
     *
     * @param name its first day, or {@code ever}
     * @param until the first instant of the next one; null where there is none
     */
    public record Term(String name, Instant until) {}
}
