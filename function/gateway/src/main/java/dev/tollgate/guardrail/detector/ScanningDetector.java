package dev.tollgate.guardrail.detector;

import java.util.ArrayList;
import java.util.List;

/** Tries a scanner wherever a value may start, from left to right. */
final class ScanningDetector implements TextDetector {
    private static final int ASCII = 128;

    private final String name;
    private final ValueScanner scanner;
    private final boolean[] asciiStarts = new boolean[ASCII];

    private ScanningDetector(String name, ValueScanner scanner) {
        this.name = name;
        this.scanner = scanner;
        for (char first = 0; first < ASCII; first++) {
            asciiStarts[first] = scanner.mayStartWith(first);
        }
    }

    static TextDetector of(String name, ValueScanner scanner) {
        return new ScanningDetector(name, scanner);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public List<TextSpan> find(CharSequence text) {
        List<TextSpan> found = new ArrayList<>();
        int at = scanner.isPossibleIn(text) ? 0 : text.length();
        while (at < text.length()) {
            int end = mayStart(text, at) ? scanner.end(text, at) : ValueScanner.NONE;
            if (end > at) {
                found.add(new TextSpan(at, end));
                at = end;
            } else {
                at++;
            }
        }
        return found;
    }

    @Override
    public int openFrom(CharSequence text) {
        int at = Math.max(0, text.length() - scanner.longest());
        while (at < text.length()) {
            if (mayStart(text, at)) {
                if (scanner.isOpen(text, at)) {
                    return at;
                }
                at = Math.max(at, scanner.end(text, at) - 1);
            }
            at++;
        }
        return at;
    }

    private boolean mayStart(CharSequence text, int at) {
        char first = text.charAt(at);
        boolean isStart = first < ASCII ? asciiStarts[first] : scanner.mayStartWith(first);
        return isStart && WordEdges.isStart(text, at);
    }
}
