package dev.tollgate.guardrail.detector;

/**
 * How a number is written, one sign for each of its characters: 9 is a digit, A a capital letter, X either of them, H a hexadecimal
 * digit, a space any kind of space, a hyphen any kind of hyphen. Anything else is itself. In linear time, as each place of a text
 * is compared with as many characters as the form has.
 */
record WrittenForm(String mask) {
    private static final String SPACES = " \u00A0\u2007\u2009\u202F";
    private static final String HYPHENS = "-\u2010\u2011\u2013";

    int length() {
        return mask.length();
    }

    boolean hasSpaces() {
        return mask.indexOf(' ') >= 0;
    }

    boolean mayStartWith(char first) {
        return accepts(mask.charAt(0), first);
    }

    /** How many chars at this place are as the form has them, from the first on. */
    int common(CharSequence text, int start) {
        int limit = Math.min(mask.length(), text.length() - start);
        int common = 0;
        while (common < limit && accepts(mask.charAt(common), text.charAt(start + common))) {
            common++;
        }
        return common;
    }

    private static boolean accepts(char sign, char character) {
        return switch (sign) {
            case '9' -> WordEdges.isDigit(character);
            case 'A' -> WordEdges.isUpperCase(character);
            case 'X' -> WordEdges.isDigit(character) || WordEdges.isUpperCase(character);
            case 'H' -> WordEdges.isHexDigit(character);
            case ' ' -> SPACES.indexOf(character) >= 0;
            case '-' -> HYPHENS.indexOf(character) >= 0;
            default -> sign == character;
        };
    }
}
