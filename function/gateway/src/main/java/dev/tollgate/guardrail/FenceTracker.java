package dev.tollgate.guardrail;

/** Follows code blocks in Markdown, which are between lines that begin with three backticks or tildes. */
final class FenceTracker {
    private static final int FENCE = 3;

    /** Whether the line has only spaces so far. */
    private boolean blank = true;

    /** Backticks or tildes with which the line begins. */
    private int signs;

    private boolean signsOnly;
    private boolean inside;
    private boolean closing;

    /** What a char means for the text. */
    enum Step {
        /** Behind it, the content of a block begins. */
        OPENS,
        /** In front of it, the content of a block ended. */
        CLOSES,
        /** Neither. */
        GOES_ON
    }

    /** Whether these chars, if they follow, change nothing: no block is open, and none opens. */
    boolean ignores(String text) {
        return !inside && signs == 0 && text.indexOf('`') < 0 && text.indexOf('~') < 0;
    }

    /** Passes chars that it {@link #ignores}. */
    void skip(String text) {
        int line = text.lastIndexOf('\n') + 1;
        blank = (blank || line > 0) && text.substring(line).isBlank();
        closing &= line == 0;
    }

    /** Follows the next char. */
    Step next(char next) {
        if (next == '\n') {
            return lineEnds();
        }
        boolean atStart = blank;
        blank = blank && (next == ' ' || next == '\t');
        boolean sign = next == '`' || next == '~';
        if (inside) {
            return atStart && sign ? closes() : Step.GOES_ON;
        }
        signsOnly = sign && (atStart || signsOnly);
        if (signsOnly) {
            signs++;
        } else if (signs < FENCE) {
            signs = 0;
        }
        return Step.GOES_ON;
    }

    /** No line of JSON begins with such a sign, so that one is enough. */
    private Step closes() {
        inside = false;
        closing = true;
        return Step.CLOSES;
    }

    private Step lineEnds() {
        boolean opens = !inside && !closing && signs >= FENCE;
        inside |= opens;
        blank = true;
        signs = 0;
        signsOnly = false;
        closing = false;
        return opens ? Step.OPENS : Step.GOES_ON;
    }
}
