package dev.tollgate.parse;

/**
 * A text as it reads, and where each of its chars is written.
 *
 * @see CharacterForms
 */
public final class ReadableText {
    private final String written;
    private final StringBuilder text = new StringBuilder();
    private final int[] starts;
    private final int[] ends;

    private ReadableText(String written) {
        this.written = written;
        this.starts = new int[written.length()];
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

    private void add(char character, int start, int end) {
        starts[text.length()] = start;
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

    /** Where in the text as it is written the char with this index in {@link #text} starts. */
    public int start(int index) {
        return starts[index];
    }

    /** Where in the text as it is written the char before this index ends. What does not show may follow it. */
    public int end(int index) {
        return ends[index - 1];
    }
}
