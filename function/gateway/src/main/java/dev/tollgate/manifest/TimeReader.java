package dev.tollgate.manifest;

import java.time.DateTimeException;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/** Reads times of day, and time zones. */
final class TimeReader {
    static final String TIME = "a time in quotes, such as \"16:30\"";
    static final String ZONE = "a time zone, such as UTC or Europe/Berlin";

    private TimeReader() {}

    static Optional<LocalTime> time(YamlValue value) {
        return value.text(TIME, text -> parse(text).isPresent()).flatMap(TimeReader::parse);
    }

    static Optional<ZoneId> zone(YamlValue value) {
        return value.text(ZONE, text -> named(text).isPresent()).flatMap(TimeReader::named);
    }

    private static Optional<LocalTime> parse(String text) {
        try {
            return Optional.of(LocalTime.parse(text));
        } catch (DateTimeParseException noTime) {
            return Optional.empty();
        }
    }

    private static Optional<ZoneId> named(String text) {
        try {
            return Optional.of(ZoneId.of(text));
        } catch (DateTimeException noZone) {
            return Optional.empty();
        }
    }
}
