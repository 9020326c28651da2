package dev.tollgate.parse;

import java.util.OptionalLong;

/** One way to write a character with others. Each way begins with a char of its own. */
interface CharacterForm {
    /** The meaning of what means no character. */
    int NOTHING = -1;

    /** Of chars that begin nothing. */
    CharacterForm NONE = new CharacterForm() {
        @Override
        public boolean isUnfinished(CharSequence open) {
            return false;
        }

        @Override
        public int length(CharSequence open) {
            return 0;
        }

        @Override
        public int meaning(CharSequence open, int length) {
            return NOTHING;
        }
    };

    /** Whether these chars are the beginning of a form, and of no more than that. */
    boolean isUnfinished(CharSequence open);

    /** The length of the form at the start of these chars; zero if there is none. */
    int length(CharSequence open);

    /** The code point that this form means; {@link #NOTHING} if it stays as it is. */
    int meaning(CharSequence open, int length);

    /** The form that may begin with this char. */
    static CharacterForm startingWith(char first) {
        return switch (first) {
            case '\\' -> EscapeForm.INSTANCE;
            case '%' -> PercentForm.INSTANCE;
            case '&' -> EntityForm.INSTANCE;
            default -> Character.isHighSurrogate(first) ? SurrogatePairForm.INSTANCE : NONE;
        };
    }

    /** The code point with this number. Where JSON would end or break without an escape, it stays; and white space hides nothing. */
    static int codePoint(CharSequence digits, int radix, int most) {
        OptionalLong code = NumberParser.whole(withoutZeros(digits), radix, ' ', most);
        int codePoint = (int) code.orElse('"');
        boolean stays = codePoint == '"'
                || (codePoint < ' ' && Character.isWhitespace(codePoint))
                || (codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE);
        return stays ? NOTHING : codePoint;
    }

    private static String withoutZeros(CharSequence digits) {
        int at = 0;
        while (at < digits.length() - 1 && digits.charAt(at) == '0') {
            at++;
        }
        return digits.subSequence(at, digits.length()).toString();
    }

    /** The end of the digits from here on. */
    static int digitsFrom(CharSequence text, int from, int radix) {
        int at = from;
        while (at < text.length() && text.charAt(at) < 128 && Character.digit(text.charAt(at), radix) >= 0) {
            at++;
        }
        return at;
    }
}
