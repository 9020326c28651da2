package dev.tollgate.parse;

/**
 * An escape of JSON ({@code \\u0040}, {@code \\/}), also of a character that needs two ({@code \\ud835\\udc1a}), or of a program
 * ({@code \\x40}).
 */
final class EscapeForm implements CharacterForm {
    static final EscapeForm INSTANCE = new EscapeForm();

    /** At any depth of JSON in JSON, in which each backslash is escaped again. */
    private static final int MOST_BACKSLASHES = 16;

    private static final int HEX = 16;
    private static final int UNICODE_DIGITS = 4;
    private static final int BYTE_DIGITS = 2;

    private EscapeForm() {}

    @Override
    public boolean isUnfinished(CharSequence open) {
        int end = end(open, 0);
        return end == 0 ? isBeginning(open, 0) : isHigh(open, end) && (end == open.length() || isBeginning(open, end));
    }

    /** Whether all that there is from here on may become an escape. */
    private static boolean isBeginning(CharSequence open, int from) {
        int letter = letter(open, from);
        if (letter == open.length()) {
            return letter > from && letter - from <= MOST_BACKSLASHES;
        }
        return letter > from
                && CharacterForm.digitsFrom(open, letter + 1, HEX) == open.length()
                && open.length() <= letter + digits(open.charAt(letter));
    }

    @Override
    public int length(CharSequence open) {
        int end = end(open, 0);
        if (end > 0 && isHigh(open, end)) {
            int second = end(open, end);
            return second > 0 && Character.isLowSurrogate(unit(open, second)) ? second : end;
        }
        return end;
    }

    /** The end of the escape from here on; zero if there is none, or not all of it. */
    private static int end(CharSequence open, int from) {
        int letter = letter(open, from);
        if (letter == from || letter == open.length()) {
            return 0;
        }
        if (open.charAt(letter) == '/') {
            return letter + 1;
        }
        int digits = digits(open.charAt(letter));
        int end = letter + 1 + digits;
        return digits > 0 && CharacterForm.digitsFrom(open, letter + 1, HEX) >= end ? end : 0;
    }

    private static int digits(char letter) {
        return switch (letter) {
            case 'u' -> UNICODE_DIGITS;
            case 'x' -> BYTE_DIGITS;
            default -> 0;
        };
    }

    /** Whether the escape that ends here is the first one of two. */
    private static boolean isHigh(CharSequence open, int end) {
        return end > UNICODE_DIGITS
                && open.charAt(end - UNICODE_DIGITS - 1) == 'u'
                && Character.isHighSurrogate(unit(open, end));
    }

    private static char unit(CharSequence open, int end) {
        return (char) Integer.parseInt(open, end - UNICODE_DIGITS, end, HEX);
    }

    @Override
    public int meaning(CharSequence open, int length) {
        int first = end(open, 0);
        if (first < length) {
            return Character.toCodePoint(unit(open, first), unit(open, length));
        }
        int letter = letter(open, 0);
        return open.charAt(letter) == '/'
                ? '/'
                : CharacterForm.codePoint(open.subSequence(letter + 1, length), HEX, Character.MAX_VALUE);
    }

    /** Where the backslashes from here on end. */
    private static int letter(CharSequence open, int from) {
        int at = from;
        while (at < open.length() && open.charAt(at) == '\\') {
            at++;
        }
        return at;
    }
}
