package dev.tollgate.guardrail.detector;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.tollgate.guardrail.detector.PatternNode.Sequence;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds what an operator's own pattern matches, in RE2's syntax. It takes time linear in the text: RE2/J does not backtrack, and
 * since a match is never longer than {@link #LONGEST_MATCH}, no search for one reads more than twice as much.
 */
public final class PatternDetector implements TextDetector {
    /** In chars; a match that is longer ends here. */
    static final int LONGEST_MATCH = 512;

    private static final int LONGEST_PATTERN = 1_000;

    /** In characters once repetitions are written out, which RE2/J does. */
    private static final int LARGEST_PROGRAM = 5_000;

    private final String name;
    private final Pattern pattern;
    private final Pattern beginning;
    private final PatternAlphabet alphabet;
    private final int shortest;

    private PatternDetector(String name, String source, PatternNode node, PatternNode beginning) {
        this.name = name;
        this.pattern = Pattern.compile(source);
        this.beginning = Pattern.compile(beginning.source() + "\\z");
        this.alphabet = PatternAlphabet.of(node);
        this.shortest = node.minLength();
    }

    /**
     * A detector of what matches this pattern.
     *
     * @throws IllegalArgumentException with a message for the author of tollgate.yaml
     */
    public static PatternDetector of(String name, String pattern) {
        if (pattern.length() > LONGEST_PATTERN) {
            throw new IllegalArgumentException("is longer than " + LONGEST_PATTERN + " characters");
        }
        PatternNode node = parsed(pattern);
        if (node.minLength() == 0) {
            throw new IllegalArgumentException("matches an empty text");
        }
        PatternNode beginning = PrefixClosure.of(node).orElse(Sequence.EMPTY);
        if (Math.max(node.size(), beginning.size()) > LARGEST_PROGRAM) {
            throw new IllegalArgumentException(
                    "repeats too much: more than " + LARGEST_PROGRAM + " characters, written out");
        }
        if (node.minLength() > LONGEST_MATCH) {
            throw new IllegalArgumentException("matches only what is longer than " + LONGEST_MATCH + " characters");
        }
        return new PatternDetector(name, pattern, node, beginning);
    }

    private static PatternNode parsed(String pattern) {
        PatternNode node = PatternParser.parse(pattern);
        try {
            Pattern.compile(pattern);
            return node;
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException("is no pattern in RE2's syntax: " + e.getMessage(), e);
        }
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public List<TextSpan> find(CharSequence text) {
        List<TextSpan> found = new ArrayList<>();
        int at = 0;
        while (at < text.length()) {
            int end = alphabet.runEnd(text, at);
            if (end - at >= shortest) {
                findInRun(text, new TextSpan(at, end), found);
            }
            at = end + 1;
        }
        return found;
    }

    @Override
    public int openFrom(CharSequence text) {
        int from = alphabet.runStart(text, Math.max(0, text.length() - LONGEST_MATCH), text.length());
        Matcher matcher = beginning.matcher(text);
        return matcher.find(from) ? matcher.start() : text.length();
    }

    private void findInRun(CharSequence text, TextSpan run, List<TextSpan> found) {
        int at = run.start();
        while (at < run.end()) {
            int windowEnd = Math.min(run.end(), at + 2 * LONGEST_MATCH);
            Matcher matcher = pattern.matcher(new TextPrefix(text, Math.min(text.length(), windowEnd + 1)));
            boolean isFound = matcher.find(at);
            if (!isFound && windowEnd == run.end()) {
                return;
            }
            if (windowEnd < run.end() && (!isFound || matcher.start() > windowEnd - LONGEST_MATCH)) {
                at = windowEnd - LONGEST_MATCH;
            } else {
                at = Math.min(matcher.end(), matcher.start() + LONGEST_MATCH);
                found.add(new TextSpan(matcher.start(), at));
            }
        }
    }
}
