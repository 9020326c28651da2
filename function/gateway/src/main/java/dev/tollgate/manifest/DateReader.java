package dev.tollgate.manifest;

import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/** Points in time as people write them: {@code 2027-01-01}, which begins at midnight UTC, or with time and offset. */
public final class DateReader {
    private DateReader() {}

    /** Empty where it is written otherwise. */
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
