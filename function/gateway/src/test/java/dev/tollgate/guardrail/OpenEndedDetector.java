package dev.tollgate.guardrail;

import dev.tollgate.guardrail.detector.PatternDetector;
import dev.tollgate.guardrail.detector.TextDetector;
import dev.tollgate.guardrail.detector.TextSpan;
import java.util.ArrayList;
import java.util.List;

/** Finds runs of x of any length, so that nobody knows where one will end. */
final class OpenEndedDetector implements TextDetector {

    @Override
    public String name() {
        return "x";
    }

    @Override
    public List<TextSpan> find(CharSequence text) {
        List<TextSpan> runs = new ArrayList<>();
        for (TextSpan span : PatternDetector.of("x", "x").find(text)) {
            boolean continues = !runs.isEmpty() && runs.getLast().end() == span.start();
            runs.add(continues ? new TextSpan(runs.removeLast().start(), span.end()) : span);
        }
        return runs;
    }

    @Override
    public int openFrom(CharSequence text) {
        int from = text.length();
        while (from > 0 && text.charAt(from - 1) == 'x') {
            from--;
        }
        return from;
    }
}
