package dev.tollgate.guardrail;

import dev.tollgate.guardrail.detector.TextDetector;
import dev.tollgate.guardrail.detector.TextSpan;
import dev.tollgate.parse.ReadableText;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * What several detectors find in one text, as values that do not overlap. Values that overlap become one that covers all of them,
 * with the strictest of their actions: nothing of a value may stay because another begins inside it. A flagged value alters
 * nothing, so it does not widen one that is altered.
 */
public final class FoundValues {
    private static final Comparator<Overlapping> FROM_LEFT =
            Comparator.comparingInt((Overlapping value) -> value.start).thenComparingInt(value -> -value.end);

    private FoundValues() {}

    /** Every value in the text, from left to right. */
    public static List<FoundValue> in(CharSequence text, List<ActiveDetector> detectors) {
        return in(detectors, detector -> detector.find(text));
    }

    /** Every value in the text as it is written or as it reads, at the place where it is written. */
    static List<FoundValue> in(ReadableText text, List<ActiveDetector> detectors) {
        return in(detectors, detector -> {
            List<TextSpan> spans = new ArrayList<>(detector.find(text.written()));
            detector.find(text.text())
                    .forEach(span -> spans.add(new TextSpan(text.start(span.start()), text.end(span.end()))));
            return spans;
        });
    }

    private static List<FoundValue> in(List<ActiveDetector> detectors, Function<TextDetector, List<TextSpan>> find) {
        List<Overlapping> altered = new ArrayList<>();
        List<Overlapping> flagged = new ArrayList<>();
        // Policies share detectors: each searches the text once.
        Map<TextDetector, List<TextSpan>> spans = new HashMap<>();
        for (ActiveDetector active : detectors) {
            List<Overlapping> values = active.action() == PolicyAction.FLAG ? flagged : altered;
            for (TextSpan span : spans.computeIfAbsent(active.detector(), find)) {
                values.add(new Overlapping(span, active));
            }
        }
        return altered.isEmpty() && flagged.isEmpty() ? List.of() : merged(altered, flagged);
    }

    /** Both lists are walked from left to right once: there may be as many values as the text has words. */
    private static List<FoundValue> merged(List<Overlapping> altered, List<Overlapping> flagged) {
        List<Overlapping> values = joined(altered);
        List<Overlapping> alone = new ArrayList<>();
        int next = 0;
        for (Overlapping flag : joined(flagged)) {
            while (next < values.size() && values.get(next).end <= flag.start) {
                next++;
            }
            if (next < values.size() && values.get(next).start < flag.end) {
                values.get(next).policies.addAll(flag.policies);
            } else {
                alone.add(flag);
            }
        }
        values.addAll(alone);
        values.sort(FROM_LEFT);
        return values.stream().map(Overlapping::value).toList();
    }

    /** The same values from left to right, those that overlap as one. */
    private static List<Overlapping> joined(List<Overlapping> values) {
        values.sort(FROM_LEFT);
        List<Overlapping> joined = new ArrayList<>();
        for (Overlapping value : values) {
            if (!joined.isEmpty() && joined.getLast().end > value.start) {
                joined.getLast().join(value);
            } else {
                joined.add(value);
            }
        }
        return joined;
    }

    /** One or more values that overlap. */
    private static final class Overlapping {
        private final int start;
        private int end;
        private ActiveDetector strictest;
        private int length;
        private final Set<String> policies = new HashSet<>();

        private Overlapping(TextSpan span, ActiveDetector active) {
            this.start = span.start();
            this.end = span.end();
            this.strictest = active;
            this.length = span.length();
            policies.add(active.policy());
        }

        private PolicyAction action() {
            return strictest.action();
        }

        /** The label is that of the strictest detector; of several, of the one that has found most. */
        private void join(Overlapping other) {
            int stricter = other.action().compareTo(action());
            if (stricter > 0 || (stricter == 0 && other.length > length)) {
                strictest = other.strictest;
                length = other.length;
            }
            end = Math.max(end, other.end);
            policies.addAll(other.policies);
        }

        private FoundValue value() {
            return new FoundValue(start, end, strictest, policies);
        }
    }
}
