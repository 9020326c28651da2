package dev.tollgate.manifest;

import dev.tollgate.parse.TimeParser;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads how long something is kept: a number with its unit, such as {@code 10m} or {@code 30d}. */
final class KeptTime {
    private static final Pattern FORM = Pattern.compile("[1-9][0-9]{0,6}[smhd]");

    private KeptTime() {}

    /**
     * The time in a field; empty after an error.
     *
     * @param forms what the field may hold, for the error
     */
    static Optional<Duration> read(YamlValue value, String forms, Duration longest) {
        return value.text(forms, FORM.asMatchPredicate())
                .flatMap(TimeParser::duration)
                .filter(time -> isWithin(longest, time, value));
    }

    private static boolean isWithin(Duration longest, Duration time, YamlValue value) {
        boolean within = time.compareTo(longest) <= 0;
        if (!within) {
            value.error("expected at most " + longest.toDays() + " days");
        }
        return within;
    }
}
