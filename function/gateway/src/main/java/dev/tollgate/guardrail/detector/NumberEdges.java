package dev.tollgate.guardrail.detector;

/** Whether a number is whole, or a piece of a longer one: of a version, an amount, a UUID, a range, a path. */
final class NumberEdges {
    /** In chars: what decides whether a number goes on behind its last digit. */
    static final int BEHIND = 4;

    private static final String CURRENCIES = "$€£¥₹₩";
    private static final int LONGEST_TOKEN = 16;

    private NumberEdges() {}

    /** Whether a number in this form may start here. No letter or digit is in front of it. */
    static boolean isStart(CharSequence text, int start, boolean hasSpaces) {
        if (start == 0) {
            return true;
        }
        char before = text.charAt(start - 1);
        if (CURRENCIES.indexOf(before) >= 0) {
            return false;
        }
        if (before == ' ') {
            return !hasSpaces || start < 2 || !WordEdges.isDigit(text.charAt(start - 2));
        }
        return "-._/,+\u2013".indexOf(before) < 0 || !isTokenWithDigit(text, start - 1);
    }

    /** Whether it may end here, as far as this text goes. */
    static boolean isEnd(CharSequence text, int end, boolean hasSpaces) {
        if (end >= text.length()) {
            return true;
        }
        char after = text.charAt(end);
        if (WordEdges.isLetterOrDigit(after) || after == '@' || after == '%') {
            return false;
        }
        return !joins(after, hasSpaces) || end + 1 >= text.length() || !goesOn(text, end) || isWholeFraction(text, end);
    }

    /** Whether the text that is still to come may make this end none. */
    static boolean isEndOpen(CharSequence text, int end, boolean hasSpaces) {
        return end == text.length()
                || (end + 1 == text.length() && joins(text.charAt(end), hasSpaces))
                || (text.charAt(end) == '.' && fractionEnd(text, end) == text.length() && end + BEHIND > text.length());
    }

    /** As in "1234567.0", which is how programs write a number that they took for a fraction. */
    private static boolean isWholeFraction(CharSequence text, int point) {
        int end = fractionEnd(text, point);
        return text.charAt(point) == '.'
                && end > point + 1
                && (end == text.length() || !(WordEdges.isLetterOrDigit(text.charAt(end)) || text.charAt(end) == '.'));
    }

    /** Behind at most two zeros. */
    private static int fractionEnd(CharSequence text, int point) {
        int at = point + 1;
        while (at < text.length() && at <= point + 2 && text.charAt(at) == '0') {
            at++;
        }
        return at;
    }

    private static boolean joins(char character, boolean hasSpaces) {
        return "-._/,:\u2013".indexOf(character) >= 0 || (hasSpaces && character == ' ');
    }

    private static boolean goesOn(CharSequence text, int joint) {
        char next = text.charAt(joint + 1);
        boolean isWordJoint = text.charAt(joint) == '-' || text.charAt(joint) == '_';
        return WordEdges.isDigit(next) || (isWordJoint && WordEdges.isLetterOrDigit(next));
    }

    private static boolean isTokenWithDigit(CharSequence text, int end) {
        for (int at = end - 1;
                at >= 0 && at >= end - LONGEST_TOKEN && WordEdges.isLetterOrDigit(text.charAt(at));
                at--) {
            if (WordEdges.isDigit(text.charAt(at))) {
                return true;
            }
        }
        return false;
    }
}
