package dev.tollgate.guardrail;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Reads JSON char by char, and the JSON inside its strings, and so on: what it reports is the text with everything decoded. A
 * string that begins as JSON and then is none is text.
 */
final class JsonLevel {
    /** Deeper JSON is text. */
    private static final int MOST_LEVELS = 8;

    /** No number is longer. */
    private static final int LONGEST_TOKEN = 512;

    private static final String SPACE = " \t\r\n";

    /** What reads the texts, in their order. */
    interface TextReader {

        /**
         * The next char of a text.
         *
         * @param end after the chars that it is written with, in the outermost text
         */
        void text(char character, int end);

        /** A char between two texts. */
        void separator(char character, int end);

        /** A value that is no string, such as a number. */
        void token(BareToken token);
    }

    /** A value that is no string, with the spaces after it, and the end of each char in the outermost text. */
    static final class BareToken {
        private final StringBuilder text = new StringBuilder();
        private int[] ends = new int[16];

        private boolean add(char next, int end) {
            if (text.length() == LONGEST_TOKEN) {
                return false;
            }
            if (text.length() == ends.length) {
                ends = Arrays.copyOf(ends, 2 * ends.length);
            }
            ends[text.length()] = end;
            text.append(next);
            return true;
        }

        CharSequence text() {
            return text;
        }

        int end(int index) {
            return ends[index];
        }
    }

    private enum Expected {
        DOCUMENT,
        VALUE,
        VALUE_OR_END,
        NAME,
        NAME_OR_END,
        COLON,
        COMMA_OR_END,
        NOTHING,
        /** It is no JSON. */
        TEXT
    }

    private final TextReader reader;
    private final int level;
    private final boolean anyToken;
    private final StringBuilder open = new StringBuilder();
    private Expected expected = Expected.DOCUMENT;
    private @Nullable BareToken token;
    private @Nullable StringDecoder string;
    private @Nullable JsonLevel inside;

    private JsonLevel(TextReader reader, int level, boolean anyToken) {
        this.reader = reader;
        this.level = level;
        this.anyToken = anyToken;
    }

    /**
     * Reads a text that may be JSON.
     *
     * @param anyToken whether a value may be anything: a model that is to write JSON may forget the quotes around a placeholder
     */
    static JsonLevel outermost(TextReader reader, boolean anyToken) {
        return new JsonLevel(reader, 0, anyToken);
    }

    /** Whether what follows is text, whatever it is. */
    boolean isText() {
        return expected == Expected.TEXT;
    }

    /** In how many strings the text is that was read last, each inside the one before. */
    int strings() {
        if (string == null) {
            return 0;
        }
        return inside == null ? 1 : 1 + inside.strings();
    }

    /** Reads the next char; its end is the one in the outermost text. */
    void read(char next, int end) {
        if (isText()) {
            reader.text(next, end);
        } else if (string != null) {
            string.read(next, end);
        } else if (!isStructure(next, end)) {
            becomeText();
            reader.text(next, end);
        }
    }

    /** The text is over. */
    void end() {
        if (inside != null) {
            inside.end();
        }
        if (token != null) {
            becomeText();
        }
    }

    private boolean isStructure(char next, int end) {
        if (token != null && isTokenPart(next)) {
            return token.add(next, end);
        }
        if (token == null && SPACE.indexOf(next) >= 0) {
            reader.separator(next, end);
            return true;
        }
        Expected following = after(next);
        if (following == null) {
            return startsToken(next, end);
        }
        if (token != null) {
            reader.token(token);
            token = null;
        }
        reader.separator(next, end);
        expected = following;
        return true;
    }

    /** Spaces belong to it until it is over: two numbers are text. */
    private boolean isTokenPart(char next) {
        if (SPACE.indexOf(next) >= 0) {
            return true;
        }
        if (token != null && SPACE.indexOf(token.text.charAt(token.text.length() - 1)) >= 0) {
            return false;
        }
        return anyToken
                ? "{}[]:,\"".indexOf(next) < 0
                : (next < 128 && Character.isLetterOrDigit(next)) || "+-.".indexOf(next) >= 0;
    }

    private boolean startsToken(char next, int end) {
        boolean valueMayStart = expected == Expected.VALUE || expected == Expected.VALUE_OR_END;
        if (token != null || !valueMayStart || !(anyToken ? isTokenPart(next) : "-0123456789tfn".indexOf(next) >= 0)) {
            return false;
        }
        token = new BareToken();
        expected = Expected.COMMA_OR_END;
        return token.add(next, end);
    }

    /** What follows this char of structure; null if it is none, or not here. */
    private @Nullable Expected after(char next) {
        boolean value = expected == Expected.VALUE || expected == Expected.VALUE_OR_END;
        return switch (next) {
            case '{', '[' -> value || expected == Expected.DOCUMENT ? opened(next) : null;
            case '}' -> expected == Expected.NAME_OR_END || expected == Expected.COMMA_OR_END ? closed('{') : null;
            case ']' -> expected == Expected.VALUE_OR_END || expected == Expected.COMMA_OR_END ? closed('[') : null;
            case ',' -> expected == Expected.COMMA_OR_END ? (isInObject() ? Expected.NAME : Expected.VALUE) : null;
            case ':' -> expected == Expected.COLON ? Expected.VALUE : null;
            case '"' -> quoted(value);
            default -> null;
        };
    }

    private Expected opened(char bracket) {
        open.append(bracket);
        return bracket == '{' ? Expected.NAME_OR_END : Expected.VALUE_OR_END;
    }

    private @Nullable Expected closed(char bracket) {
        if (open.charAt(open.length() - 1) != bracket) {
            return null;
        }
        open.setLength(open.length() - 1);
        return open.isEmpty() ? Expected.NOTHING : Expected.COMMA_OR_END;
    }

    private boolean isInObject() {
        return open.charAt(open.length() - 1) == '{';
    }

    private @Nullable Expected quoted(boolean value) {
        boolean name = expected == Expected.NAME || expected == Expected.NAME_OR_END;
        if (!value && !name) {
            return null;
        }
        string = new StringDecoder(this::inString, this::stringEnded);
        return name ? Expected.COLON : Expected.COMMA_OR_END;
    }

    private void inString(char decoded, int end) {
        if (inside == null) {
            inside = level + 1 < MOST_LEVELS ? new JsonLevel(reader, level + 1, false) : null;
        }
        if (inside == null) {
            reader.text(decoded, end);
        } else {
            inside.read(decoded, end);
        }
    }

    private void stringEnded(char quote, int end) {
        if (inside != null) {
            inside.end();
        }
        reader.separator(quote, end);
        string = null;
        inside = null;
    }

    /** What was taken for a value is text, too. */
    private void becomeText() {
        BareToken taken = token;
        token = null;
        expected = Expected.TEXT;
        if (taken != null) {
            for (int i = 0; i < taken.text.length(); i++) {
                reader.text(taken.text.charAt(i), taken.end(i));
            }
        }
    }
}
