package dev.tollgate.cli;

import dev.tollgate.setup.Dates;
import java.time.Instant;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** Dates as they are typed: a day, or an instant. */
final class DateOption {
    private DateOption() {}

    /** Throws the message for who typed something else. */
    static Instant read(CommandSpec spec, String option, String text) {
        return Dates.parse(text)
                .orElseThrow(() -> new ParameterException(
                        spec.commandLine(),
                        option + ": expected a date such as 2026-11-01 or 2026-11-01T12:00:00Z, got " + text));
    }
}
