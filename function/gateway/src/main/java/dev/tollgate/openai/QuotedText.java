package dev.tollgate.openai;

/** Text of others inside a prompt of the gateway's own: data that the model must not take for instructions. */
public final class QuotedText {
    private QuotedText() {}

    /** As in JSON: no quotation mark or line of the text's own is left that could end it. */
    public static String of(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"").replaceAll("\\R", "\\\\n") + '"';
    }

    /** The text, of which the middle is left out if it is longer than both parts together. */
    public static String shortened(String text, int beginning, int end) {
        return text.length() <= beginning + end
                ? text
                : text.substring(0, beginning) + " […] " + text.substring(text.length() - end);
    }
}
