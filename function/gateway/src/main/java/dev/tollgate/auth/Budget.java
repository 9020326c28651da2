package dev.tollgate.auth;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.TemporalAdjusters;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How much money may be spent in each period.
 *
 * @param usd US dollars, more than 0; fractions of a millionth do not count
 * @param per how often the budget renews
 * @param zone the time zone whose midnight starts a period
 * @param hard whether requests that exceed the budget are rejected; a soft budget only warns
 * @param shards how many counters the budget is split into, at least 1
 * @param cheaperUsd US dollars that may be spent after that, but only on the models that an alias names for it; null for none
 */
public record Budget(
        BigDecimal usd,
        Per per,
        ZoneId zone,
        boolean hard,
        int shards,

        @JsonProperty("cheaper_usd") @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
        BigDecimal cheaperUsd) {
    /** In how many budgets a request may count, since it writes each of them twice. */
    public static final int MOST_OF_A_REQUEST = 50;

    public Budget {
        Objects.requireNonNull(per, "per");
        Objects.requireNonNull(zone, "zone");
        if (usd.signum() <= 0) {
            throw new IllegalArgumentException("a budget must be more than 0");
        }
        if (shards < 1) {
            throw new IllegalArgumentException("a budget has at least 1 shard");
        }
        if (cheaperUsd != null && (cheaperUsd.signum() <= 0 || !hard)) {
            throw new IllegalArgumentException("cheaper_usd is more than 0, and of a hard budget");
        }
    }

    /** A budget that refuses or warns when it is spent. */
    public Budget(BigDecimal usd, Per per, ZoneId zone, boolean hard, int shards) {
        this(usd, per, zone, hard, shards, null);
    }

    /** Whether the other one bounds the same, however many zeros somebody has written. */
    public boolean boundsLike(Budget other) {
        return usd.compareTo(other.usd) == 0
                && per == other.per
                && zone.equals(other.zone)
                && hard == other.hard
                && shards == other.shards
                && cheaperMicros() == other.cheaperMicros();
    }

    /** The amount in millionths of a dollar. */
    public long micros() {
        return micros(usd);
    }

    /** What may be spent on cheaper models after that, in millionths of a dollar; 0 for nothing. */
    public long cheaperMicros() {
        return cheaperUsd == null ? 0 : micros(cheaperUsd);
    }

    /** An amount in millionths of a dollar, without what is below them. */
    public static long micros(BigDecimal usd) {
        return usd.movePointRight(6).setScale(0, RoundingMode.DOWN).longValueExact();
    }

    /** The same budget with more money in each period. */
    public Budget plus(BigDecimal more) {
        return new Budget(usd.add(more), per, zone, hard, shards, cheaperUsd);
    }

    /** The period that contains this instant. */
    public Period periodAt(Instant instant) {
        LocalDate today = LocalDate.ofInstant(instant, zone);
        return switch (per) {
            case DAY -> period(today, today.plusDays(1));
            case WEEK -> {
                LocalDate monday = today.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
                yield period(monday, monday.plusWeeks(1));
            }
            case MONTH -> {
                LocalDate first = today.withDayOfMonth(1);
                yield period(first, first.plusMonths(1));
            }
            case TOTAL -> new Period("ever", null);
        };
    }

    /** The first instant of the period that contains this one; the epoch for a budget that never renews. */
    public Instant periodStart(Instant instant) {
        LocalDate today = LocalDate.ofInstant(instant, zone);
        return switch (per) {
            case DAY -> start(today);
            case WEEK -> start(today.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY)));
            case MONTH -> start(today.withDayOfMonth(1));
            case TOTAL -> Instant.EPOCH;
        };
    }

    private Instant start(LocalDate first) {
        return first.atStartOfDay(zone).toInstant();
    }

    /** Where clocks go forward at midnight, a day starts at a later hour. */
    private Period period(LocalDate first, LocalDate next) {
        return new Period(first.toString(), start(next));
    }

    /** How often a budget renews. */
    public enum Per {
        @JsonProperty("day")
        DAY,
        /** Starts on Monday. */
        @JsonProperty("week")
        WEEK,
        @JsonProperty("month")
        MONTH,
        /** Never renews. */
        @JsonProperty("total")
        TOTAL;

        /** The name in the configuration, such as {@code month}. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * One period of a budget.
     *
     * @param name its first day, or {@code ever}
     * @param until the first instant of the next period; null for {@code ever}
     */
    public record Period(String name, @Nullable Instant until) {}
}
