package dev.tollgate.manifest;

import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/** Parses points in time: {@code 2027-01-01}, which means midnight UTC, or a date with time and offset. */
public final class DateReader {
    private DateReader() {}

    /** The point in time; empty if the text has another format. */
    public static Optional<Instant> parse(String text) {
        try {
            Instant instant = text.indexOf('T') < 0
                    ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
                    : OffsetDateTime.parse(text).toInstant();
            return Optional.of(instant);
        } catch (DateTimeParseException noDate) {
            return Optional.empty();
        }
    }
}
