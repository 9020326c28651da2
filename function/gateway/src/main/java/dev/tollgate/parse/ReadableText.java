package dev.tollgate.parse;

/**
 * A text as it reads, and where each of its chars is written.
 *
 * @see CharacterForms
 */
public final class ReadableText {
    private final String written;
    private final StringBuilder text = new StringBuilder();
    private final int[] ends;

    private ReadableText(String written) {
        this.written = written;
        this.ends = new int[written.length()];
        CharacterForms forms = new CharacterForms(this::add);
        for (int i = 0; i < written.length(); i++) {
            forms.read(written.charAt(i), i + 1);
        }
        forms.end();
    }

    /** Reads a text. */
    public static ReadableText of(String written) {
        return new ReadableText(written);
    }

    private void add(char character, int end) {
        ends[text.length()] = end;
        text.append(character);
    }

    /** The text as it is written. */
    public String written() {
        return written;
    }

    /** The text as it reads. */
    public String text() {
        return text.toString();
    }

    /** Where in the text as it is written the char with this index in {@link #text} starts; its length for the index after the last. */
    public int start(int index) {
        return index == 0 ? 0 : ends[index - 1];
    }

    /** Whether a part of {@link #text} is written in another way. */
    public boolean differs(int from, int to) {
        return !written.substring(start(from), start(to)).contentEquals(text.subSequence(from, to));
    }
}
