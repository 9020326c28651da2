package dev.tollgate.parse;

/**
 * Reads text char by char as a person or a program at the other end reads it, whatever form its characters have: an escape of JSON
 * ({@code \\u0040}) or of a program ({@code \\x40}), a numbered or named entity of HTML, a percent sign of an address ({@code %40}), these
 * in one another ({@code %2540}, {@code %26%2364%3B}), or another character that shows the same. What nobody sees is left out. A form
 * that means a quote or white space of another line stays as it is.
 */
public final class CharacterForms {
    /** Forms in forms: nobody reads what has been written in four of them, one around the other. */
    private static final int LAYERS = 3;

    private final FormLayer outermost;

    /** Where the next char starts. */
    private int start;

    /** Takes a char as it reads, and the place of what it is written with. */
    @FunctionalInterface
    public interface CharacterReader {
        void read(char character, int start, int end);
    }

    /** Reads for this reader. */
    public CharacterForms(CharacterReader reader) {
        FormLayer layer = new FormLayer(reader, () -> {});
        for (int i = 1; i < LAYERS; i++) {
            FormLayer inner = layer;
            layer = new FormLayer(inner::read, inner::end);
        }
        this.outermost = layer;
    }

    /** Whether this text may have such a form: the cheap question. */
    public static boolean mayBeIn(String text) {
        for (int i = 0; i < text.length(); i++) {
            char character = text.charAt(i);
            boolean isPair = Character.isHighSurrogate(character);
            if ((!isPair && FormLayer.opens(character)) || differs(isPair ? text.codePointAt(i) : character)) {
                return true;
            }
        }
        return false;
    }

    private static boolean differs(int codePoint) {
        return PlainCharacter.of(codePoint) != codePoint;
    }

    /** Reads the next char; its end is the one in the text. */
    public void read(char next, int end) {
        outermost.read(next, start, end);
        start = end;
    }

    /** No more follows: what seemed to be the beginning of a form may be all of it, or none. */
    public void end() {
        outermost.end();
    }
}
