package dev.tollgate.guardrail.detector;

/**
 * The beginning of a text, without a copy.
 *
 * @param length in chars, at most that of the text
 */
record TextPrefix(CharSequence text, int length) implements CharSequence {
    @Override
    public char charAt(int index) {
        return text.charAt(index);
    }

    @Override
    public CharSequence subSequence(int start, int end) {
        return text.subSequence(start, end);
    }

    @Override
    public String toString() {
        return text.subSequence(0, length).toString();
    }
}
