package dev.tollgate.guardrail.detector;

import java.util.ArrayList;
import java.util.List;

/** Recognises several kinds of values as one; where two kinds start at one place, the longer value counts. */
final class AlternativeScanner implements ValueScanner {
    private static final int ASCII = 128;

    private final List<List<ValueScanner>> byAsciiStart = new ArrayList<>();
    private final List<ValueScanner> all;
    private final int longest;

    private AlternativeScanner(List<? extends ValueScanner> all) {
        this.all = List.copyOf(all);
        this.longest = all.stream().mapToInt(ValueScanner::longest).max().orElseThrow();
        for (char first = 0; first < ASCII; first++) {
            byAsciiStart.add(startingWith(first));
        }
    }

    static AlternativeScanner of(List<? extends ValueScanner> all) {
        return new AlternativeScanner(all);
    }

    @Override
    public int longest() {
        return longest;
    }

    @Override
    public boolean mayStartWith(char first) {
        return !candidates(first).isEmpty();
    }

    @Override
    public int end(CharSequence text, int start) {
        int end = NONE;
        for (ValueScanner scanner : candidates(text.charAt(start))) {
            end = Math.max(end, scanner.end(text, start));
        }
        return end;
    }

    @Override
    public boolean isOpen(CharSequence text, int start) {
        for (ValueScanner scanner : candidates(text.charAt(start))) {
            if (text.length() - start <= scanner.longest() && scanner.isOpen(text, start)) {
                return true;
            }
        }
        return false;
    }

    private List<ValueScanner> candidates(char first) {
        return first < byAsciiStart.size() ? byAsciiStart.get(first) : startingWith(first);
    }

    private List<ValueScanner> startingWith(char first) {
        List<ValueScanner> candidates = new ArrayList<>();
        for (ValueScanner scanner : all) {
            if (scanner.mayStartWith(first)) {
                candidates.add(scanner);
            }
        }
        return candidates;
    }
}
