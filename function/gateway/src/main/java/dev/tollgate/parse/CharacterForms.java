package dev.tollgate.parse;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Reads text char by char as a person or a program at the other end reads it, whatever form its characters have: an escape of JSON
 * ({@code \\u0040}), a numbered or named entity of HTML, a percent sign of an address ({@code %40}), a full-width letter, or a digit of
 * another script. A form that means nothing visible stays as it is.
 */
public final class CharacterForms {
    /** At any depth of JSON in JSON, in which each backslash is escaped again. */
    private static final int MOST_BACKSLASHES = 16;

    private static final int HEX = 16;
    private static final int MOST_DIGITS = 6;
    private static final int UNICODE_DIGITS = 4;

    /** How far full-width characters are from those of ASCII. */
    private static final int FULL_WIDTH = 0xFEE0;

    /** Those that values have, by <a href="https://html.spec.whatwg.org/multipage/named-characters.html">name</a>. */
    private static final Map<String, Character> ENTITIES = Map.of(
            "commat", '@', "period", '.', "plus", '+', "lowbar", '_', "hyphen", '-', "colon", ':', "sol", '/', "nbsp",
            ' ');

    private static final int LONGEST_ENTITY = 6;

    private final CharacterReader reader;

    /** What may be a form, once more of it has come. */
    private final StringBuilder open = new StringBuilder();

    private final int[] ends = new int[MOST_BACKSLASHES + UNICODE_DIGITS + LONGEST_ENTITY];

    /** Takes a char as it reads, and the end of what it is written with. */
    @FunctionalInterface
    public interface CharacterReader {
        void read(char character, int end);
    }

    /** Reads for this reader. */
    public CharacterForms(CharacterReader reader) {
        this.reader = reader;
    }

    /** Whether this text may have such a form: the cheap question. */
    public static boolean mayBeIn(String text) {
        for (int i = 0; i < text.length(); i++) {
            char character = text.charAt(i);
            if (opens(character) || plain(character) != character) {
                return true;
            }
        }
        return false;
    }

    /** Reads the next char; its end is the one in the text. */
    public void read(char next, int end) {
        if (open.isEmpty() && !opens(next)) {
            reader.read(plain(next), end);
            return;
        }
        ends[open.length()] = end;
        open.append(next);
        resolve();
    }

    /** No more follows: what seemed to be the beginning of a form is none. */
    public void end() {
        while (!open.isEmpty()) {
            giveUp();
        }
    }

    private void resolve() {
        while (!open.isEmpty() && !isUnfinished()) {
            Optional<Character> meaning = meaning();
            if (meaning.isPresent()) {
                int end = ends[open.length() - 1];
                open.setLength(0);
                reader.read(meaning.get(), end);
            } else {
                giveUp();
            }
        }
    }

    /** The first char means itself. What follows it may begin another form. */
    private void giveUp() {
        char first = open.charAt(0);
        int end = ends[0];
        open.deleteCharAt(0);
        System.arraycopy(ends, 1, ends, 0, open.length());
        reader.read(plain(first), end);
        while (!open.isEmpty() && !opens(open.charAt(0))) {
            giveUp();
        }
    }

    private static boolean opens(char character) {
        return character == '\\' || character == '%' || character == '&';
    }

    private boolean isUnfinished() {
        return switch (open.charAt(0)) {
            case '\\' -> isUnfinishedEscape();
            case '%' -> open.length() < 3 && digitsFrom(1) == open.length();
            default -> isUnfinishedEntity();
        };
    }

    private boolean isUnfinishedEscape() {
        int letter = backslashes();
        if (letter == open.length()) {
            return letter <= MOST_BACKSLASHES;
        }
        return open.charAt(letter) == 'u'
                && digitsFrom(letter + 1) == open.length()
                && open.length() <= letter + UNICODE_DIGITS;
    }

    private boolean isUnfinishedEntity() {
        if (open.length() == 1) {
            return true;
        }
        if (open.charAt(open.length() - 1) == ';') {
            return false;
        }
        if (open.charAt(1) != '#') {
            String name = open.substring(1);
            return ENTITIES.keySet().stream().anyMatch(entity -> entity.startsWith(name));
        }
        boolean hex = isHexEntity();
        int from = hex ? 3 : 2;
        return digitsFrom(from) == open.length() && open.length() <= from + MOST_DIGITS;
    }

    private Optional<Character> meaning() {
        return switch (open.charAt(0)) {
            case '\\' -> escape();
            case '%' -> code(1, open.length(), HEX);
            default -> entity();
        };
    }

    private Optional<Character> escape() {
        int letter = backslashes();
        if (letter == open.length()) {
            return Optional.empty();
        }
        return open.charAt(letter) == '/' ? Optional.of('/') : code(letter + 1, open.length(), HEX);
    }

    private Optional<Character> entity() {
        int end = open.length() - 1;
        if (open.charAt(end) != ';') {
            return Optional.empty();
        }
        if (open.charAt(1) != '#') {
            return Optional.ofNullable(ENTITIES.get(open.substring(1, end)));
        }
        return isHexEntity() ? code(3, end, HEX) : code(2, end, 10);
    }

    /** Where JSON would end or break without an escape, it stays; and what is invisible hides nothing. */
    private Optional<Character> code(int from, int to, int radix) {
        OptionalLong code = NumberParser.whole(open.substring(from, to), radix, ' ', Character.MAX_VALUE);
        char character = (char) code.orElse('"');
        boolean stays = character == '"'
                || character == '\\'
                || Character.isISOControl(character)
                || Character.isSurrogate(character);
        return stays ? Optional.empty() : Optional.of(plain(character));
    }

    private boolean isHexEntity() {
        return open.length() > 2 && (open.charAt(2) == 'x' || open.charAt(2) == 'X');
    }

    private int backslashes() {
        int count = 0;
        while (count < open.length() && open.charAt(count) == '\\') {
            count++;
        }
        return count;
    }

    /** The end of the hexadecimal digits from here on. */
    private int digitsFrom(int from) {
        int at = from;
        while (at < open.length() && Character.digit(open.charAt(at), HEX) >= 0 && open.charAt(at) < 128) {
            at++;
        }
        return at;
    }

    /** A full-width character as in ASCII, and a digit of any script as one of ours; else the same char. */
    private static char plain(char character) {
        if (character < 128) {
            return character;
        }
        if (character > 0xFF00 && character < 0xFF5F) {
            return (char) (character - FULL_WIDTH);
        }
        return Character.isDigit(character) ? (char) ('0' + Character.digit(character, 10)) : character;
    }
}
