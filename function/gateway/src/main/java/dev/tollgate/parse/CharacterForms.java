package dev.tollgate.parse;

import java.util.Map;
import java.util.OptionalLong;

/**
 * Reads text char by char as a person or a program at the other end reads it, whatever form its characters have: an escape of JSON
 * ({@code \\u0040}), a numbered or named entity of HTML, a percent sign of an address ({@code %40}), one of these in another one
 * ({@code %2540}), or another character that shows the same. What nobody sees is left out. A form that means a quote or white space of
 * another line stays as it is.
 */
public final class CharacterForms {
    /** At any depth of JSON in JSON, in which each backslash is escaped again. */
    private static final int MOST_BACKSLASHES = 16;

    private static final int NONE = -1;
    private static final int DECIMAL = 10;
    private static final int HEX = 16;

    /** An entity may begin with any number of zeros. */
    private static final int MOST_DIGITS = 32;

    private static final int UNICODE_DIGITS = 4;
    private static final int PERCENT = 3;

    /**
     * Those that values have, and those that do not show, by <a
     * href="https://html.spec.whatwg.org/multipage/named-characters.html">name</a>. Old ones need no semicolon.
     */
    private static final Map<String, Integer> ENTITIES = Map.ofEntries(
            Map.entry("commat;", (int) '@'),
            Map.entry("period;", (int) '.'),
            Map.entry("plus;", (int) '+'),
            Map.entry("lowbar;", (int) '_'),
            Map.entry("hyphen;", (int) '-'),
            Map.entry("dash;", (int) '-'),
            Map.entry("colon;", (int) ':'),
            Map.entry("sol;", (int) '/'),
            Map.entry("num;", (int) '#'),
            Map.entry("percnt;", (int) '%'),
            Map.entry("bsol;", (int) '\\'),
            Map.entry("amp;", (int) '&'),
            Map.entry("amp", (int) '&'),
            Map.entry("nbsp;", (int) ' '),
            Map.entry("nbsp", (int) ' '),
            Map.entry("shy;", 0xAD),
            Map.entry("shy", 0xAD),
            Map.entry("zwj;", 0x200D),
            Map.entry("zwnj;", 0x200C),
            Map.entry("lrm;", 0x200E),
            Map.entry("rlm;", 0x200F),
            Map.entry("NoBreak;", 0x2060),
            Map.entry("ZeroWidthSpace;", 0x200B));

    private final CharacterReader reader;

    /** What may be a form, once more of it has come. */
    private final StringBuilder open = new StringBuilder();

    private final int[] ends = new int[MOST_DIGITS + MOST_BACKSLASHES];

    /** Where it starts. */
    private int start;

    /** Takes a char as it reads, and the place of what it is written with. */
    @FunctionalInterface
    public interface CharacterReader {
        void read(char character, int start, int end);
    }

    /** Reads for this reader. */
    public CharacterForms(CharacterReader reader) {
        this.reader = reader;
    }

    /** Whether this text may have such a form: the cheap question. */
    public static boolean mayBeIn(String text) {
        for (int i = 0; i < text.length(); i++) {
            char character = text.charAt(i);
            if (opens(character) ? !Character.isHighSurrogate(character) : PlainCharacter.of(character) != character) {
                return true;
            }
            if (Character.isHighSurrogate(character)) {
                int codePoint = text.codePointAt(i);
                if (PlainCharacter.of(codePoint) != codePoint) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Reads the next char; its end is the one in the text. */
    public void read(char next, int end) {
        if (open.isEmpty() && !opens(next)) {
            emit(next, end);
            return;
        }
        ends[open.length()] = end;
        open.append(next);
        while (!open.isEmpty() && !isUnfinished()) {
            resolve();
        }
    }

    /** No more follows: what seemed to be the beginning of a form may be all of it, or none. */
    public void end() {
        while (!open.isEmpty()) {
            resolve();
        }
    }

    private void emit(int codePoint, int end) {
        int plain = PlainCharacter.of(codePoint);
        if (plain != PlainCharacter.INVISIBLE) {
            reader.read((char) plain, start, end);
        }
        start = end;
    }

    private void resolve() {
        int length = length();
        int meaning = length == 0 ? NONE : meaning(length);
        if (meaning == NONE || PlainCharacter.of(meaning) > Character.MAX_VALUE) {
            giveUp();
        } else if (meaning <= Character.MAX_VALUE && opens((char) meaning)) {
            ends[0] = ends[length - 1];
            open.setCharAt(0, (char) meaning);
            remove(1, length);
        } else {
            emit(meaning, ends[length - 1]);
            remove(0, length);
            skipPlain();
        }
    }

    /** The first char means itself. What follows it may begin another form. */
    private void giveUp() {
        emit(open.charAt(0), ends[0]);
        remove(0, 1);
        skipPlain();
    }

    private void skipPlain() {
        while (!open.isEmpty() && !opens(open.charAt(0))) {
            emit(open.charAt(0), ends[0]);
            remove(0, 1);
        }
    }

    private void remove(int from, int to) {
        System.arraycopy(ends, to, ends, from, open.length() - to);
        open.delete(from, to);
    }

    private static boolean opens(char character) {
        return character == '\\' || character == '%' || character == '&' || Character.isHighSurrogate(character);
    }

    private boolean isUnfinished() {
        return switch (open.charAt(0)) {
            case '\\' -> isUnfinishedEscape();
            case '%' -> open.length() < PERCENT && digitsFrom(1, HEX) == open.length();
            case '&' -> isUnfinishedEntity();
            default -> open.length() == 1;
        };
    }

    private boolean isUnfinishedEscape() {
        int letter = backslashes();
        if (letter == open.length()) {
            return letter <= MOST_BACKSLASHES;
        }
        return open.charAt(letter) == 'u'
                && digitsFrom(letter + 1, HEX) == open.length()
                && open.length() <= letter + UNICODE_DIGITS;
    }

    private boolean isUnfinishedEntity() {
        if (open.length() == 1) {
            return true;
        }
        if (open.charAt(1) != '#') {
            String name = open.substring(1);
            return ENTITIES.keySet().stream()
                    .anyMatch(entity -> entity.length() > name.length() && entity.startsWith(name));
        }
        int from = digits();
        return open.length() <= from + MOST_DIGITS && digitsFrom(from, radix(from)) == open.length();
    }

    /** Of the form at the start of what is open; zero if there is none. */
    private int length() {
        return switch (open.charAt(0)) {
            case '\\' -> escapeLength();
            case '%' -> digitsFrom(1, HEX) >= PERCENT ? PERCENT : 0;
            case '&' -> open.length() > 1 && open.charAt(1) == '#' ? numberLength() : nameLength();
            default -> open.length() > 1 && Character.isLowSurrogate(open.charAt(1)) ? 2 : 0;
        };
    }

    private int escapeLength() {
        int letter = backslashes();
        if (letter == open.length()) {
            return 0;
        }
        if (open.charAt(letter) == '/') {
            return letter + 1;
        }
        int end = letter + 1 + UNICODE_DIGITS;
        return open.charAt(letter) == 'u' && digitsFrom(letter + 1, HEX) >= end ? end : 0;
    }

    /** Browsers read a number without a semicolon, too. */
    private int numberLength() {
        int from = digits();
        int end = digitsFrom(from, radix(from));
        if (end == from) {
            return 0;
        }
        return end < open.length() && open.charAt(end) == ';' ? end + 1 : end;
    }

    private int nameLength() {
        int end = open.length();
        while (end > 1 && !ENTITIES.containsKey(open.substring(1, end))) {
            end--;
        }
        return end > 1 ? end : 0;
    }

    private int meaning(int length) {
        return switch (open.charAt(0)) {
            case '\\' ->
                open.charAt(length - 1) == '/' ? '/' : code(length - UNICODE_DIGITS, length, HEX, Character.MAX_VALUE);
            case '%' -> code(1, length, HEX, Character.MAX_VALUE);
            case '&' -> entity(length);
            default -> Character.toCodePoint(open.charAt(0), open.charAt(1));
        };
    }

    private int entity(int length) {
        if (open.charAt(1) != '#') {
            return ENTITIES.getOrDefault(open.substring(1, length), NONE);
        }
        int from = digits();
        return code(from, digitsFrom(from, radix(from)), radix(from), Character.MAX_CODE_POINT);
    }

    /** Where JSON would end or break without an escape, it stays; and what is white space hides nothing. */
    private int code(int from, int to, int radix, int most) {
        OptionalLong code = NumberParser.whole(withoutZeros(from, to), radix, ' ', most);
        int codePoint = (int) code.orElse('"');
        boolean stays = codePoint == '"'
                || (codePoint < ' ' && Character.isWhitespace(codePoint))
                || (codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE);
        return stays ? NONE : codePoint;
    }

    private String withoutZeros(int from, int to) {
        int at = from;
        while (at < to - 1 && open.charAt(at) == '0') {
            at++;
        }
        return open.substring(at, to);
    }

    /** Where the digits of a numbered entity start. */
    private int digits() {
        return open.length() > 2 && (open.charAt(2) | 0x20) == 'x' ? 3 : 2;
    }

    private static int radix(int from) {
        return from == 3 ? HEX : DECIMAL;
    }

    private int backslashes() {
        int count = 0;
        while (count < open.length() && open.charAt(count) == '\\') {
            count++;
        }
        return count;
    }

    /** The end of the digits from here on. */
    private int digitsFrom(int from, int radix) {
        int at = from;
        while (at < open.length() && open.charAt(at) < 128 && Character.digit(open.charAt(at), radix) >= 0) {
            at++;
        }
        return at;
    }
}
