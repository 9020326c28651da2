package dev.tollgate.guardrail.detector;

import com.google.re2j.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A pattern of ours that a scanner tries at one place of a text, and within a bound. RE2/J compiles it when it is tried for the
 * first time, so that a detector costs nothing to make.
 */
final class AnchoredPattern {
    /** Without it, RE2/J reads a window to its end, also when nothing can match any more. */
    private static final String START = "\\A";

    private final String source;
    private final int longest;

    private volatile @Nullable Pattern whole;
    private volatile @Nullable Pattern beginning;

    private AnchoredPattern(String source, int longest) {
        this.source = source;
        this.longest = longest;
    }

    /** Its longest match at a place counts, and no more than this many chars of it. */
    static AnchoredPattern of(String source, int longest) {
        return new AnchoredPattern(source, longest);
    }

    /** In chars. */
    int longest() {
        return longest;
    }

    /** Where the match ends that starts here, else {@link ValueScanner#NONE}. */
    int end(CharSequence text, int start) {
        var matcher = whole().matcher(window(text, start));
        return matcher.lookingAt() ? start + matcher.end() : ValueScanner.NONE;
    }

    /** Whether all that follows from here on is the beginning of a match, or one whose last character is the text's last. */
    boolean isOpen(CharSequence text, int start) {
        return text.length() - start <= longest && beginning().matches(window(text, start));
    }

    private String window(CharSequence text, int start) {
        return text.subSequence(start, Math.min(text.length(), start + longest)).toString();
    }

    /** Two threads may compile it at once, which does no harm. */
    private Pattern whole() {
        Pattern compiled = whole;
        if (compiled == null) {
            compiled = Pattern.compile(START + "(?:" + source + ")", Pattern.LONGEST_MATCH);
            whole = compiled;
        }
        return compiled;
    }

    private Pattern beginning() {
        Pattern compiled = beginning;
        if (compiled == null) {
            PatternNode node = PatternParser.parse("(?:" + source + ")$");
            compiled =
                    Pattern.compile(START + PrefixClosure.of(node).orElseThrow().source());
            beginning = compiled;
        }
        return compiled;
    }
}
