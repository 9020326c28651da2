package dev.tollgate.guardrail.detector;

/** A key or token that is known by how it starts, such as {@code ghp_}. */
final class TokenFormat implements ValueScanner {
    private static final int LONGEST = 512;

    private final String prefix;
    private final AnchoredPattern rest;

    private TokenFormat(String prefix, AnchoredPattern rest) {
        this.prefix = prefix;
        this.rest = rest;
    }

    /**
     * A format of this prefix.
     *
     * @param prefix as it is, not a pattern
     * @param rest what follows, in RE2's syntax
     */
    static TokenFormat of(String prefix, String rest) {
        return of(prefix, rest, LONGEST);
    }

    /** A format whose values may have this many chars. */
    static TokenFormat of(String prefix, String rest, int longest) {
        return new TokenFormat(prefix, AnchoredPattern.of(rest, longest));
    }

    @Override
    public int longest() {
        return prefix.length() + rest.longest();
    }

    @Override
    public boolean mayStartWith(char first) {
        return prefix.charAt(0) == first;
    }

    @Override
    public int end(CharSequence text, int start) {
        if (!WordEdges.startsWith(text, start, prefix)) {
            return NONE;
        }
        int end = rest.end(text, start + prefix.length());
        return end > start && WordEdges.isEnd(text, end) ? end : NONE;
    }

    @Override
    public boolean isOpen(CharSequence text, int start) {
        int common = WordEdges.common(text, start, prefix);
        if (common < prefix.length()) {
            return start + common == text.length();
        }
        return rest.isOpen(text, start + common);
    }
}
