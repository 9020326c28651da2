package dev.tollgate.guardrail.detector;

/**
 * A part of a text, in chars.
 *
 * @param start of its first char
 * @param end after its last char
 */
public record TextSpan(int start, int end) {
    public TextSpan {
        if (start < 0 || end <= start) {
            throw new IllegalArgumentException("no span: " + start + " to " + end);
        }
    }

    /** In chars. */
    public int length() {
        return end - start;
    }
}
