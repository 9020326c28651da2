package dev.tollgate.manifest;

import dev.tollgate.parse.TimeParser;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Optional;

/** Reads times of day, and time zones. */
final class TimeReader {
    static final String TIME = "a time in quotes, such as \"16:30\"";
    static final String ZONE = "a time zone, such as UTC or Europe/Berlin";

    private TimeReader() {}

    static Optional<LocalTime> time(YamlValue value) {
        return value.text(TIME, text -> TimeParser.timeOfDay(text).isPresent()).flatMap(TimeParser::timeOfDay);
    }

    static Optional<ZoneId> zone(YamlValue value) {
        return value.text(ZONE, text -> TimeParser.zone(text).isPresent()).flatMap(TimeParser::zone);
    }
}
