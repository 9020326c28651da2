package dev.tollgate.manifest;

import java.time.DayOfWeek;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads days of the week, such as {@code mon-fri} or {@code mon,wed,sat-sun}. */
final class WeekdayReader {
    private static final List<String> NAMES = List.of("mon", "tue", "wed", "thu", "fri", "sat", "sun");
    private static final String DAY = "(?:" + String.join("|", NAMES) + ")";
    private static final String RANGE = DAY + "(?:-" + DAY + ")?";
    private static final Pattern DAYS = Pattern.compile(RANGE + "(?:,\\s*" + RANGE + ")*");

    private WeekdayReader() {}

    static Optional<Set<DayOfWeek>> read(YamlValue value) {
        return value.text("days such as mon-fri or sat,sun", text -> DAYS.matcher(lower(text))
                        .matches())
                .map(text -> days(lower(text)));
    }

    private static Set<DayOfWeek> days(String text) {
        Set<DayOfWeek> days = EnumSet.noneOf(DayOfWeek.class);
        for (String range : text.split(",\\s*", -1)) {
            String[] ends = range.split("-", -1);
            DayOfWeek last = day(ends[ends.length - 1]);
            DayOfWeek day = day(ends[0]);
            days.add(day);
            // A range may cross Sunday, such as fri-mon.
            while (day != last) {
                day = day.plus(1);
                days.add(day);
            }
        }
        return days;
    }

    private static DayOfWeek day(String name) {
        return DayOfWeek.of(NAMES.indexOf(name) + 1);
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}
