package dev.tollgate.guardrail.detector;

import java.util.List;

/** A secret access key of AWS: 40 characters without a mark of their own, so that a word such as "secret" must be near. */
final class AwsSecretScanner implements ValueScanner {
    private static final int LENGTH = 40;
    private static final ContextWords CONTEXT =
            ContextWords.of(List.of("secret*", "aws*", "accesskey*", "credential*", "geheim*", "secreto*", "clave*"));

    @Override
    public int longest() {
        return LENGTH + 1;
    }

    @Override
    public boolean mayStartWith(char first) {
        return isPart(first);
    }

    @Override
    public int end(CharSequence text, int start) {
        int end = runEnd(text, start);
        return end - start == LENGTH && isMixed(text, start, end) && CONTEXT.isBefore(text, start) ? end : NONE;
    }

    @Override
    public boolean isOpen(CharSequence text, int start) {
        int end = runEnd(text, start);
        return end == text.length() && end > start && end - start <= LENGTH && CONTEXT.isBefore(text, start);
    }

    private static int runEnd(CharSequence text, int start) {
        if (start > 0 && "/+".indexOf(text.charAt(start - 1)) >= 0) {
            return start;
        }
        int at = start;
        while (at < text.length() && at - start <= LENGTH && isPart(text.charAt(at))) {
            at++;
        }
        return at;
    }

    /** Hashes in hexadecimal have 40 characters, too, and paths have no digits. */
    private static boolean isMixed(CharSequence text, int start, int end) {
        String value = text.subSequence(start, end).toString();
        return value.chars().anyMatch(Character::isUpperCase)
                && value.chars().anyMatch(Character::isLowerCase)
                && value.chars().anyMatch(Character::isDigit);
    }

    private static boolean isPart(char character) {
        return WordEdges.isAsciiLetter(character)
                || WordEdges.isDigit(character)
                || character == '/'
                || character == '+';
    }
}
