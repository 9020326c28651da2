package dev.tollgate.cli;

import dev.tollgate.setup.Dates;
import java.time.Instant;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** Dates as they are typed: a day, or an instant. Throws the message for who typed something else. */
final class DateOption {
    private DateOption() {}

    static Instant read(CommandSpec spec, String option, String text) {
        return Dates.parse(text)
                .orElseThrow(() -> new ParameterException(
                        spec.commandLine(),
                        option + ": expected a date such as 2026-11-01 or 2026-11-01T12:00:00Z, got " + text));
    }

    static void requireOrder(CommandSpec spec, Instant from, Instant to) {
        if (!from.isBefore(to)) {
            throw new ParameterException(spec.commandLine(), "--to: expected a time after " + from + ", got " + to);
        }
    }
}
