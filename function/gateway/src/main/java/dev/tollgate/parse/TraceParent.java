package dev.tollgate.parse;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The header {@code traceparent}: the trace that a client's request is part of
 * (https://www.w3.org/TR/trace-context/#traceparent-header).
 *
 * @param traceId 32 hexadecimal digits
 * @param spanId the span of its sender, 16 hexadecimal digits; the parent of the receiver's
 * @param sampled whether the client records the trace
 */
public record TraceParent(String traceId, String spanId, boolean sampled) {
    /** The header's name. */
    public static final String HEADER = "traceparent";

    private static final Pattern FORM =
            Pattern.compile("([0-9a-f]{2})-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})(-.*)?");
    private static final String NO_TRACE = "0".repeat(32);
    private static final String NO_SPAN = "0".repeat(16);
    private static final int MOST_CHARACTERS = 256;

    /** A later version may have more fields at its end; version 00 has none, and there is no version ff. */
    private static final String FIRST_VERSION = "00";

    private static final String NO_VERSION = "ff";

    /**
     * What the header says. A malformed header is none: then the trace begins here.
     *
     * @param values each value that the request has; two of them are malformed
     */
    public static Optional<TraceParent> of(List<String> values) {
        if (values.size() != 1 || values.getFirst().length() > MOST_CHARACTERS) {
            return Optional.empty();
        }
        Matcher form = FORM.matcher(values.getFirst());
        return form.matches() && isValid(form) ? Optional.of(parent(form)) : Optional.empty();
    }

    private static boolean isValid(Matcher form) {
        boolean more = form.group(5) != null;
        return !form.group(1).equals(NO_VERSION)
                && !(more && form.group(1).equals(FIRST_VERSION))
                && !form.group(2).equals(NO_TRACE)
                && !form.group(3).equals(NO_SPAN);
    }

    private static TraceParent parent(Matcher form) {
        boolean sampled = (Character.digit(form.group(4).charAt(1), 16) & 1) == 1;
        return new TraceParent(form.group(2), form.group(3), sampled);
    }

    /** The header's text, for those who are called next. */
    public String text() {
        return FIRST_VERSION + "-" + traceId + "-" + spanId + (sampled ? "-01" : "-00");
    }
}
