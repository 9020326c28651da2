package dev.tollgate.edge;

import dev.tollgate.bill.DateRange;
import dev.tollgate.bill.UsageGroup;
import dev.tollgate.openai.ErrorKind;
import dev.tollgate.openai.GatewayException;
import dev.tollgate.parse.TimeParser;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What a caller wants to know of its usage, checked.
 *
 * @param format in which form; null where the caller does not say it
 */
record UsageQuery(
        DateRange days, List<UsageGroup> groups, @Nullable UsageFormat format) {
    /** A year and a bit: what a year's comparison needs, and what can be read in one answer. */
    private static final long MOST_DAYS = 400;

    /** Years of four digits, far from where the store's names of months would be longer. */
    private static final int FIRST_YEAR = 2000;

    private static final int LAST_YEAR = 2999;

    private static final List<String> KNOWN = List.of("from", "to", "group_by", "format");

    /** Reads the parameters of a query. A misspelt one is refused, and not ignored. */
    static UsageQuery of(Map<String, List<String>> parameters, LocalDate today) {
        new TreeSet<>(parameters.keySet()).forEach(UsageQuery::requireKnown);
        return new UsageQuery(
                days(one(parameters, "from"), one(parameters, "to"), today),
                one(parameters, "group_by")
                        .filter(text -> !text.isBlank())
                        .map(UsageQuery::groups)
                        .orElse(List.of()),
                one(parameters, "format").map(UsageQuery::format).orElse(null));
    }

    private static void requireKnown(String name) {
        if (!KNOWN.contains(name)) {
            throw GatewayException.of(
                    ErrorKind.UNSUPPORTED_PARAMETER,
                    name,
                    "Unknown parameter '" + name + "': expected " + String.join(", ", KNOWN) + ".");
        }
    }

    private static Optional<String> one(Map<String, List<String>> parameters, String name) {
        List<String> values = parameters.getOrDefault(name, List.of());
        if (values.size() > 1) {
            throw RequestRules.invalid(name, "one value");
        }
        return values.stream().findFirst();
    }

    private static DateRange days(Optional<String> from, Optional<String> to, LocalDate today) {
        LocalDate last = to.map(text -> day("to", text)).orElse(today);
        LocalDate first = from.map(text -> day("from", text)).orElse(last.withDayOfMonth(1));
        if (last.isBefore(first)) {
            throw to.isPresent()
                    ? RequestRules.invalid("to", "a day not before 'from'")
                    : RequestRules.invalid("from", "a day not after today, which is " + today + " in UTC");
        }
        DateRange days = new DateRange(first, last);
        if (days.count() > MOST_DAYS) {
            throw RequestRules.invalid("from", "a day with at most " + MOST_DAYS + " days until 'to', both included");
        }
        return days;
    }

    private static LocalDate day(String field, String text) {
        return TimeParser.day(text)
                .filter(day -> day.getYear() >= FIRST_YEAR && day.getYear() <= LAST_YEAR)
                .orElseThrow(() -> invalidDay(field));
    }

    private static GatewayException invalidDay(String field) {
        return RequestRules.invalid(field, "a day such as 2026-11-25, of the years " + FIRST_YEAR + " to " + LAST_YEAR);
    }

    private static List<UsageGroup> groups(String text) {
        List<String> names =
                Arrays.stream(text.split(",", -1)).map(String::strip).toList();
        if (names.stream().distinct().count() < names.size()) {
            throw RequestRules.invalid("group_by", "each name once");
        }
        return names.stream()
                .map(name -> UsageGroup.named(name)
                        .orElseThrow(
                                () -> RequestRules.invalid("group_by", UsageGroup.NAMES + ", separated by commas")))
                .toList();
    }

    private static UsageFormat format(String text) {
        return switch (text) {
            case "json" -> UsageFormat.JSON;
            case "csv" -> UsageFormat.CSV;
            default -> throw RequestRules.invalid("format", "json or csv");
        };
    }
}
