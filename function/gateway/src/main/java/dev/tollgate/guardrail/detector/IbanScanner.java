package dev.tollgate.guardrail.detector;

import java.util.Locale;
import org.apache.commons.validator.routines.IBANValidator;
import org.jspecify.annotations.Nullable;

/**
 * International bank account numbers in either case, as one word or in groups of four: a known country, its length, and the checksum.
 */
final class IbanScanner implements ValueScanner {
    private static final int GROUP = 4;
    private static final int MOST_SEPARATORS = 2;

    /** 34 characters in groups of four, and one that decides whether it ends there. */
    private static final int LONGEST = 34 + 8 * MOST_SEPARATORS + 1;

    private static final String SEPARATORS = " -.\t\r\n\u00A0\u2007\u2009\u2010\u2011\u2013\u202F";

    @Override
    public int longest() {
        return LONGEST;
    }

    @Override
    public boolean mayStartWith(char first) {
        return WordEdges.isAsciiLetter(first);
    }

    /** Two letters in front of two digits are rare, and words are many. */
    @Override
    public boolean isPossibleIn(CharSequence text) {
        for (int at = 2; at + 1 < text.length(); at++) {
            if (WordEdges.isDigit(text.charAt(at)) && hasCountryAndCheck(text, at - 2)) {
                return true;
            }
        }
        return false;
    }

    private static boolean hasCountryAndCheck(CharSequence text, int start) {
        return WordEdges.isAsciiLetter(text.charAt(start))
                && WordEdges.isAsciiLetter(text.charAt(start + 1))
                && WordEdges.isDigit(text.charAt(start + 3));
    }

    @Override
    public int end(CharSequence text, int start) {
        int length = length(text, start);
        int end = length > 0 ? endOf(text, start, length) : NONE;
        return end > 0
                        && end <= text.length()
                        && WordEdges.isEnd(text, end)
                        && IBANValidator.getInstance()
                                .isValid(FormScanner.compact(text, start, end).toUpperCase(Locale.ROOT))
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
        if (start + 1 >= text.length() || !WordEdges.isAsciiLetter(text.charAt(start + 1))) {
            return 0;
        }
        // Almost all words end here.
        if (start + 2 < text.length() && !WordEdges.isDigit(text.charAt(start + 2))) {
            return 0;
        }
        IBANValidator.@Nullable Validator country = IBANValidator.getInstance()
                .getValidator(text.subSequence(start, start + 2).toString().toUpperCase(Locale.ROOT));
        return country == null ? 0 : country.getIbanLength();
    }

    /** Behind this many letters and digits; behind the text's end if more must follow; {@link #NONE} if something else does. */
    private static int endOf(CharSequence text, int start, int length) {
        int at = start;
        for (int count = 0; count < length; count++) {
            int most = count > 0 && count % GROUP == 0 ? at + MOST_SEPARATORS : at;
            while (at < most && at < text.length() && SEPARATORS.indexOf(text.charAt(at)) >= 0) {
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

    private static boolean isPart(char character, int index) {
        boolean mayBeLetter = index < 2 || index > 3;
        return WordEdges.isDigit(character) || (mayBeLetter && WordEdges.isAsciiLetter(character));
    }
}
