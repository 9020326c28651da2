package dev.tollgate.cli;

import dev.tollgate.admin.MonthRange;
import dev.tollgate.parse.TimeParser;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** Parses the date options of commands: a day, or an instant. */
final class DateOption {
    private DateOption() {}

    /** The instant. Throws a {@link ParameterException} for any other text. */
    static Instant read(CommandSpec spec, String option, String text) {
        Instant instant = TimeParser.dayOrInstant(text)
                .orElseThrow(() -> new ParameterException(
                        spec.commandLine(),
                        option + ": expected a date such as 2026-11-01 or 2026-11-01T12:00:00Z, got " + text));
        if (!MonthRange.POSSIBLE_YEARS.isValidIntValue(
                instant.atOffset(ZoneOffset.UTC).getYear())) {
            throw new ParameterException(
                    spec.commandLine(), option + ": expected a year from 2000 to 9999, got " + text);
        }
        return instant;
    }

    /** The option {@code --month}. Throws a {@link ParameterException} for anything but a month. */
    static YearMonth month(CommandSpec spec, String text) {
        try {
            YearMonth month = YearMonth.parse(text);
            if (MonthRange.POSSIBLE_YEARS.isValidIntValue(month.getYear())) {
                return month;
            }
        } catch (DateTimeException _) {
            // The message below names the form for both.
        }
        throw new ParameterException(
                spec.commandLine(), "--month: expected a month such as 2026-11, from 2000 to 9999, got " + text);
    }

    /** The month in UTC in which an instant is. */
    static YearMonth monthOf(Instant instant) {
        return YearMonth.from(instant.atOffset(ZoneOffset.UTC));
    }

    /** Rejects a future time, because it has no records. */
    static void requirePast(CommandSpec spec, Instant from, Instant now) {
        if (from.isAfter(now)) {
            throw new ParameterException(
                    spec.commandLine(), "--from: expected a time in the past, got " + from + "; it is now " + now);
        }
    }

    static void requireOrder(CommandSpec spec, Instant from, Instant to) {
        if (!from.isBefore(to)) {
            throw new ParameterException(spec.commandLine(), "--to: expected a time after " + from + ", got " + to);
        }
    }
}
