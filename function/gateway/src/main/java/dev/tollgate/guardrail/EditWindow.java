package dev.tollgate.guardrail;

import dev.tollgate.guardrail.EditRule.TextEdit;
import java.util.List;

/**
 * The part of a text to which a rule may still apply, and as much before it as the rule looks at. It releases what nothing that
 * follows can change, so that a text is edited in the same way however it is cut.
 */
final class EditWindow {
    /**
     * In chars. A longer text cannot become a value any more: it is treated as if it ended here. Private keys, the longest values of
     * the built-in detectors, are not longer.
     */
    static final int MOST_HELD = 16_384;

    private final EditRule rule;
    private final EditedOutput output;
    private final StringBuilder text = new StringBuilder();

    /** Where in the text the held part starts. */
    private int start;

    /** Where the text goes, in its order. */
    interface EditedOutput {

        /** The next chars stay. */
        void keep(int chars);

        /** Another text takes the place of the next chars. */
        void replace(int chars, String replacement);
    }

    EditWindow(EditRule rule, EditedOutput output) {
        this.rule = rule;
        this.output = output;
    }

    /** Whether it holds nothing back. */
    boolean isEmpty() {
        return start == text.length();
    }

    /** Adds the next char. */
    void add(char next) {
        text.append(next);
        int held = text.length() - start;
        if (held > MOST_HELD || (held == MOST_HELD && !Character.isHighSurrogate(next))) {
            settle();
            if (text.length() - start >= MOST_HELD) {
                end();
            }
        }
    }

    /** Releases what is final. */
    void settle() {
        boolean halfAPair = !isEmpty() && Character.isHighSurrogate(text.charAt(text.length() - 1));
        CharSequence whole = halfAPair ? text.subSequence(0, text.length() - 1) : text;
        int open = rule.openFrom(whole);
        if (open > start) {
            release(open, edits(whole));
        }
    }

    /** Releases everything: what follows is another text, or comes much later. */
    void end() {
        if (!isEmpty()) {
            release(text.length(), edits(text));
        }
    }

    /** Adds a char of what separates two texts: the rule may look at it, and never changes it. To be called after {@link #end}. */
    void separator(char next) {
        text.append(next);
        start = text.length();
        forget();
    }

    /**
     * What is found in the held part. Where the text before it was cut off, something may seem to begin that did not; the held part
     * is then read alone.
     */
    private List<TextEdit> edits(CharSequence whole) {
        List<TextEdit> found = rule.find(whole);
        if (found.stream().anyMatch(edit -> edit.start() < start && edit.end() > start)) {
            return rule.find(whole.subSequence(start, whole.length())).stream()
                    .map(edit -> new TextEdit(edit.start() + start, edit.end() + start, edit.action()))
                    .toList();
        }
        return found.stream().filter(edit -> edit.start() >= start).toList();
    }

    private void release(int open, List<TextEdit> edits) {
        int until = wholeCharacters(open, edits);
        int at = start;
        for (TextEdit edit : edits) {
            if (edit.end() <= until) {
                keep(edit.start() - at);
                int chars = edit.end() - edit.start();
                edit.action()
                        .get()
                        .ifPresentOrElse(replacement -> output.replace(chars, replacement), () -> output.keep(chars));
                at = edit.end();
            }
        }
        keep(until - at);
        start = until;
        forget();
    }

    private void keep(int chars) {
        if (chars > 0) {
            output.keep(chars);
        }
    }

    /** The index at or before this one that is inside no value, and not between the two chars of one character. */
    private int wholeCharacters(int index, List<TextEdit> edits) {
        int whole = index;
        for (TextEdit edit : edits) {
            if (edit.start() < whole && edit.end() > whole) {
                whole = edit.start();
            }
        }
        boolean insideAPair = whole > start
                && whole < text.length()
                && Character.isSurrogatePair(text.charAt(whole - 1), text.charAt(whole));
        return insideAPair ? whole - 1 : whole;
    }

    /** Keeps what the rule looks at, from the start of a word if there is one. */
    private void forget() {
        int latest = start - rule.lookBehind();
        int earliest = latest - rule.lookBehind();
        if (earliest < 0) {
            return;
        }
        int from = latest;
        for (int i = latest; i > earliest; i--) {
            if (Character.isWhitespace(text.charAt(i - 1))) {
                from = i;
                break;
            }
        }
        text.delete(0, from);
        start -= from;
    }
}
