package dev.tollgate.parse;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Reads points in time and durations. Years have four digits, and durations are at most {@link #LONGEST}, so that what is
 * calculated from them fits into a {@code long} of nanoseconds.
 */
public final class TimeParser {
    /** The longest duration; longer ones are read as this one. */
    public static final Duration LONGEST = Duration.ofDays(366);

    private static final Instant FIRST = Instant.parse("0000-01-01T00:00:00Z");
    private static final Instant END = Instant.parse("+10000-01-01T00:00:00Z");

    /** The longest form of a point in time, with nanoseconds and the name of a zone, is shorter. */
    private static final int MAX_LENGTH = 64;

    private static final Map<Character, ChronoUnit> UNITS =
            Map.of('s', ChronoUnit.SECONDS, 'm', ChronoUnit.MINUTES, 'h', ChronoUnit.HOURS, 'd', ChronoUnit.DAYS);

    private TimeParser() {}

    /** A point in time such as {@code 2027-01-01T00:00:00Z}. */
    public static Optional<Instant> instant(@Nullable String text) {
        return parsed(text, () -> Instant.parse(text)).filter(TimeParser::isNear);
    }

    /** A day such as {@code 2027-01-01}. */
    public static Optional<LocalDate> day(@Nullable String text) {
        return parsed(text, () -> LocalDate.parse(text))
                .filter(day -> isNear(day.atStartOfDay(ZoneOffset.UTC).toInstant()));
    }

    /** A day, which means its beginning in UTC, or a point in time with an offset. */
    public static Optional<Instant> dayOrInstant(@Nullable String text) {
        return day(text)
                .map(day -> day.atStartOfDay(ZoneOffset.UTC).toInstant())
                .or(() -> parsed(text, () -> OffsetDateTime.parse(text).toInstant())
                        .filter(TimeParser::isNear));
    }

    /** A time of day such as {@code 16:30}. */
    public static Optional<LocalTime> timeOfDay(@Nullable String text) {
        return parsed(text, () -> LocalTime.parse(text));
    }

    /** A time zone such as {@code Europe/Berlin}. */
    public static Optional<ZoneId> zone(@Nullable String text) {
        return parsed(text, () -> ZoneId.of(text));
    }

    /** A date in an HTTP header (https://www.rfc-editor.org/rfc/rfc9110#section-5.6.7). */
    public static Optional<Instant> httpDate(@Nullable String text) {
        return parsed(text, () -> ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME)
                        .toInstant())
                .filter(TimeParser::isNear);
    }

    /** The duration of this many units, rounded up to milliseconds; negative amounts count as zero. */
    public static Duration duration(BigDecimal amount, Duration unit) {
        BigDecimal millis = amount.multiply(BigDecimal.valueOf(unit.toMillis()));
        if (millis.signum() <= 0) {
            return Duration.ZERO;
        }
        return millis.compareTo(BigDecimal.valueOf(LONGEST.toMillis())) >= 0
                ? LONGEST
                : Duration.ofMillis(millis.setScale(0, RoundingMode.CEILING).longValueExact());
    }

    /** A duration as people write it: a whole number of at least 1, and a unit, such as {@code 90s}, {@code 10m}, {@code 1h} or {@code 7d}. */
    public static Optional<Duration> duration(String text) {
        ChronoUnit unit = text.isEmpty() ? null : UNITS.get(text.charAt(text.length() - 1));
        if (unit == null) {
            return Optional.empty();
        }
        OptionalLong amount = NumberParser.whole(text.substring(0, text.length() - 1), 1L, LONGEST.toSeconds());
        return amount.isPresent() ? Optional.of(bounded(Duration.of(amount.getAsLong(), unit))) : Optional.empty();
    }

    /** The duration, from zero to {@link #LONGEST}. */
    public static Duration bounded(Duration duration) {
        return duration.isNegative() ? Duration.ZERO : duration.compareTo(LONGEST) > 0 ? LONGEST : duration;
    }

    private static <T> Optional<T> parsed(@Nullable String text, Supplier<T> parser) {
        if (text == null || text.length() > MAX_LENGTH) {
            return Optional.empty();
        }
        try {
            return Optional.of(parser.get());
        } catch (DateTimeException notATime) {
            return Optional.empty();
        }
    }

    private static boolean isNear(Instant instant) {
        return !instant.isBefore(FIRST) && instant.isBefore(END);
    }
}
