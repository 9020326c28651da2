package dev.tollgate.guardrail.detector;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.ArrayList;
import java.util.List;

/** Finds what an operator's own pattern matches, in RE2's syntax: no pattern takes more than linear time. */
public final class PatternDetector implements TextDetector {
    /** In chars; a match is never longer. */
    static final int LONGEST_MATCH = 512;

    private final String name;
    private final Pattern pattern;

    private PatternDetector(String name, Pattern pattern) {
        this.name = name;
        this.pattern = pattern;
    }

    /**
     * A detector of what matches this pattern.
     *
     * @throws IllegalArgumentException with a message for the author of tollgate.yaml
     */
    public static PatternDetector of(String name, String pattern) {
        try {
            return new PatternDetector(name, Pattern.compile(pattern));
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
        Matcher matcher = pattern.matcher(text);
        while (matcher.find()) {
            if (matcher.end() > matcher.start()) {
                found.add(new TextSpan(matcher.start(), matcher.end()));
            }
        }
        return found;
    }

    @Override
    public int openFrom(CharSequence text) {
        return Math.max(0, text.length() - LONGEST_MATCH);
    }
}
