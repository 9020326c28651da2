package dev.tollgate.guardrail.detector;

/** Where words begin and end, in prose and in code. */
final class WordEdges {
    private static final int UNICODE_ESCAPE = 6;

    private WordEdges() {}

    /** Whether no letter or digit is in front of this place. The n of an escaped line feed, as in a JSON string, is none. */
    static boolean isStart(CharSequence text, int at) {
        if (at == 0) {
            return true;
        }
        char before = text.charAt(at - 1);
        return isLetterOrDigit(before) ? isEscapeEnd(text, at) : before != '\\' || !isEscapeSign(text.charAt(at));
    }

    /** Whether no letter or digit follows, or the text ends. */
    static boolean isEnd(CharSequence text, int at) {
        return at >= text.length() || !isLetterOrDigit(text.charAt(at));
    }

    /** Scripts that do not separate words have an edge between any two of their characters. */
    static boolean isLetterOrDigit(int codePoint) {
        if (codePoint < 128) {
            return isDigit((char) codePoint) || isAsciiLetter((char) codePoint);
        }
        return (Character.isLetterOrDigit(codePoint) || isMark(codePoint)) && !isUnspaced(codePoint);
    }

    /** The accent of a decomposed letter. Those that choose a picture of a character are none. */
    private static boolean isMark(int codePoint) {
        int type = Character.getType(codePoint);
        boolean isSelector = codePoint == '\u034F' || (codePoint >= 0xFE00 && codePoint <= 0xFE0F);
        return (type == Character.NON_SPACING_MARK || type == Character.COMBINING_SPACING_MARK) && !isSelector;
    }

    static boolean isDigit(char character) {
        return character >= '0' && character <= '9';
    }

    static boolean isUpperCase(char character) {
        return character >= 'A' && character <= 'Z';
    }

    static boolean isAsciiLetter(char character) {
        return isUpperCase((char) (character & ~0x20));
    }

    static boolean isHexDigit(char character) {
        return isDigit(character) || ((character | 0x20) >= 'a' && (character | 0x20) <= 'f');
    }

    /** Whether these chars are at this place of the text. */
    static boolean startsWith(CharSequence text, int at, String expected) {
        return at + expected.length() <= text.length() && common(text, at, expected) == expected.length();
    }

    /** How many chars at this place are the same as in this string, from the first on. */
    static int common(CharSequence text, int at, String expected) {
        int common = 0;
        while (common < expected.length()
                && at + common < text.length()
                && text.charAt(at + common) == expected.charAt(common)) {
            common++;
        }
        return common;
    }

    /** Whether an escape, such as that of a line feed in JSON, ends here. */
    static boolean isEscapeEnd(CharSequence text, int at) {
        return at >= 2
                && ((text.charAt(at - 2) == '\\' && isEscapeSign(text.charAt(at - 1))) || isUnicodeEscapeEnd(text, at));
    }

    private static boolean isEscapeSign(char character) {
        return "nrtbfu".indexOf(character) >= 0;
    }

    private static boolean isUnicodeEscapeEnd(CharSequence text, int at) {
        int start = at - UNICODE_ESCAPE;
        if (start < 0 || text.charAt(start) != '\\' || text.charAt(start + 1) != 'u') {
            return false;
        }
        for (int digit = start + 2; digit < at; digit++) {
            if (!isHexDigit(text.charAt(digit))) {
                return false;
            }
        }
        return true;
    }

    /** The prolonged sound mark of Japanese is common to its scripts. */
    private static boolean isUnspaced(int codePoint) {
        if (codePoint == '\u30FC') {
            return true;
        }
        return switch (Character.UnicodeScript.of(codePoint)) {
            case HAN, HIRAGANA, KATAKANA, THAI, LAO, KHMER, MYANMAR, HANGUL -> true;
            default -> false;
        };
    }
}
