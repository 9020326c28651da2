package dev.tollgate.guardrail;

/** Decodes the inside of one JSON string, char by char. It takes what JSON does not allow for what it looks like. */
final class StringDecoder {
    private static final String ESCAPED = "bfnrt";
    private static final String DECODED = "\b\f\n\r\t";

    private final CharReader characters;
    private final CharReader endQuote;
    private boolean escaped;
    private int digitsMissing;
    private int code;

    /** Takes a char, and the end of what it is written with. */
    @FunctionalInterface
    interface CharReader {
        void read(char character, int end);
    }

    StringDecoder(CharReader characters, CharReader endQuote) {
        this.characters = characters;
        this.endQuote = endQuote;
    }

    void read(char next, int end) {
        if (digitsMissing > 0) {
            digit(next, end);
        } else if (escaped) {
            escaped = false;
            if (next == 'u') {
                digitsMissing = 4;
                code = 0;
            } else {
                int known = ESCAPED.indexOf(next);
                characters.read(known < 0 ? next : DECODED.charAt(known), end);
            }
        } else if (next == '\\') {
            escaped = true;
        } else if (next == '"') {
            endQuote.read(next, end);
        } else {
            characters.read(next, end);
        }
    }

    private void digit(char next, int end) {
        code = (code << 4) + Math.max(0, Character.digit(next, 16));
        digitsMissing--;
        if (digitsMissing == 0) {
            characters.read((char) code, end);
        }
    }

    /** The text as it is written inside a JSON string. */
    static String escaped(String text) {
        StringBuilder escaped = new StringBuilder(text.length() + 8);
        for (int i = 0; i < text.length(); i++) {
            char next = text.charAt(i);
            int known = DECODED.indexOf(next);
            if (known >= 0) {
                escaped.append('\\').append(ESCAPED.charAt(known));
            } else if (next == '"' || next == '\\') {
                escaped.append('\\').append(next);
            } else if (next < ' ' || isLoneSurrogate(text, i)) {
                escaped.append("\\u").append(Character.forDigit(next >> 12, 16));
                escaped.append(Character.forDigit(next >> 8 & 15, 16));
                escaped.append(Character.forDigit(next >> 4 & 15, 16));
                escaped.append(Character.forDigit(next & 15, 16));
            } else {
                escaped.append(next);
            }
        }
        return escaped.toString();
    }

    private static boolean isLoneSurrogate(String text, int index) {
        char here = text.charAt(index);
        if (Character.isHighSurrogate(here)) {
            return index + 1 == text.length() || !Character.isLowSurrogate(text.charAt(index + 1));
        }
        return Character.isLowSurrogate(here) && (index == 0 || !Character.isHighSurrogate(text.charAt(index - 1)));
    }
}
