package dev.tollgate.parse;

import java.util.List;
import java.util.regex.Pattern;

/** The header {@code tracestate} (https://www.w3.org/TR/trace-context/#tracestate-header). */
public final class TraceState {
    /** The header's name. */
    public static final String HEADER = "tracestate";

    private static final int MOST_CHARACTERS = 512;
    private static final int MOST_MEMBERS = 32;
    private static final String KEY = "[a-z0-9][a-z0-9_*/@-]{0,255}";
    private static final String VALUE = "[\\x20-\\x2b\\x2d-\\x3c\\x3e-\\x7e]{0,255}[\\x21-\\x2b\\x2d-\\x3c\\x3e-\\x7e]";
    private static final Pattern MEMBER = Pattern.compile(KEY + "=" + VALUE);

    private TraceState() {}

    /** The values as one, without blank members; empty if they are malformed or too long: then the trace goes on without. */
    public static String of(List<String> values) {
        String all = String.join(",", values);
        if (all.length() > MOST_CHARACTERS) {
            return "";
        }
        List<String> members = Pattern.compile(",")
                .splitAsStream(all)
                .map(String::strip)
                .filter(member -> !member.isEmpty())
                .toList();
        boolean valid = members.size() <= MOST_MEMBERS
                && members.stream().allMatch(member -> MEMBER.matcher(member).matches());
        return valid ? String.join(",", members) : "";
    }
}
