package dev.tollgate.guardrail.detector;

import org.apache.commons.validator.routines.IBANValidator;
import org.jspecify.annotations.Nullable;

/** International bank account numbers, as one word or in groups of four: a known country, its length, and the checksum. */
final class IbanScanner implements ValueScanner {
    /** 34 characters in groups of four, and one that decides whether it ends there. */
    private static final int LONGEST = 34 + 9;

    private static final int GROUP = 4;

    @Override
    public int longest() {
        return LONGEST;
    }

    @Override
    public boolean mayStartWith(char first) {
        return WordEdges.isUpperCase(first);
    }

    @Override
    public int end(CharSequence text, int start) {
        int length = length(text, start);
        int end = length > 0 ? endOf(text, start, length) : NONE;
        return end > 0
                        && end <= text.length()
                        && WordEdges.isEnd(text, end)
                        && IBANValidator.getInstance().isValid(FormScanner.compact(text, start, end))
                ? end
                : NONE;
    }

    @Override
    public boolean isOpen(CharSequence text, int start) {
        if (start + 1 == text.length()) {
            return true;
        }
        int length = length(text, start);
        return length > 0 && endOf(text, start, length) >= text.length();
    }

    /** Of this country's IBANs, without spaces; zero if there is no such country. */
    private static int length(CharSequence text, int start) {
        if (start + 1 >= text.length() || !WordEdges.isUpperCase(text.charAt(start + 1))) {
            return 0;
        }
        IBANValidator.@Nullable Validator country = IBANValidator.getInstance()
                .getValidator(text.subSequence(start, start + 2).toString());
        return country == null ? 0 : country.getIbanLength();
    }

    /** Behind this many letters and digits; behind the text's end if more must follow; {@link #NONE} if something else does. */
    private static int endOf(CharSequence text, int start, int length) {
        int at = start;
        for (int count = 0; count < length; count++) {
            if (count > 0 && count % GROUP == 0 && at < text.length() && isSpace(text.charAt(at))) {
                at++;
            }
            if (at >= text.length()) {
                return text.length() + 1;
            }
            if (!isPart(text.charAt(at), count)) {
                return NONE;
            }
            at++;
        }
        return at;
    }

    private static boolean isSpace(char character) {
        return character == ' ' || character == '\u00A0' || character == '\u202F';
    }

    private static boolean isPart(char character, int index) {
        boolean mayBeLetter = index < 2 || index > 3;
        return WordEdges.isDigit(character) || (mayBeLetter && WordEdges.isUpperCase(character));
    }
}
