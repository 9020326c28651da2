package dev.tollgate.cli;

import dev.tollgate.manifest.DateReader;
import java.time.Instant;
import java.time.ZoneOffset;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** Dates as they are typed: a day, or an instant. Throws the message for who typed something else. */
final class DateOption {
    private DateOption() {}

    static Instant read(CommandSpec spec, String option, String text) {
        Instant instant = DateReader.parse(text)
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

    /** What is to come has no records. */
    static void requireBegun(CommandSpec spec, Instant from, Instant now) {
        if (from.isAfter(now)) {
            throw new ParameterException(
                    spec.commandLine(), "--from: expected a time that has come, got " + from + ", and it is " + now);
        }
    }

    static void requireOrder(CommandSpec spec, Instant from, Instant to) {
        if (!from.isBefore(to)) {
            throw new ParameterException(spec.commandLine(), "--to: expected a time after " + from + ", got " + to);
        }
    }
}
