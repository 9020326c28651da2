package dev.tollgate.edge;

import dev.tollgate.bill.Days;
import dev.tollgate.bill.UsageGroup;
import dev.tollgate.openai.ChatFailure;
import dev.tollgate.openai.ErrorKind;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;

/** What a caller wants to know of its usage, checked. */
record UsageQuery(Days days, List<UsageGroup> groups) {
    /** A year and a bit: what a year's comparison needs, and what can be read in one answer. */
    private static final long MOST_DAYS = 400;

    static UsageQuery of(String from, String to, String groupBy, LocalDate today) {
        LocalDate last = to == null ? today : day("to", to);
        LocalDate first = from == null ? last.withDayOfMonth(1) : day("from", from);
        if (last.isBefore(first)) {
            throw invalid("to", "a day not before 'from'");
        }
        Days days = new Days(first, last);
        if (days.count() > MOST_DAYS) {
            throw invalid("from", "at most " + MOST_DAYS + " days before 'to'");
        }
        return new UsageQuery(days, groupBy == null || groupBy.isBlank() ? List.of() : groups(groupBy));
    }

    /** Whether comma-separated values are wanted. */
    static boolean csv(String format, String accept) {
        if (format == null) {
            return accept != null && accept.contains("text/csv");
        }
        if (!format.equals("csv") && !format.equals("json")) {
            throw invalid("format", "json or csv");
        }
        return format.equals("csv");
    }

    private static LocalDate day(String field, String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeParseException noDay) {
            throw invalid(field, "a day such as 2026-11-25");
        }
    }

    private static List<UsageGroup> groups(String text) {
        return Arrays.stream(text.split(",", -1))
                .map(name -> UsageGroup.named(name.strip())
                        .orElseThrow(() -> invalid("group_by", UsageGroup.NAMES + ", separated by commas")))
                .toList();
    }

    private static ChatFailure invalid(String field, String expected) {
        return ChatFailure.of(
                ErrorKind.INVALID_VALUE, field, "Invalid value for '" + field + "': expected " + expected + ".");
    }
}
