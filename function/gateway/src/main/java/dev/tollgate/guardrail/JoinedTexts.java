package dev.tollgate.guardrail;

import dev.tollgate.guardrail.detector.TextDetector;
import dev.tollgate.guardrail.detector.TextSpan;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Texts that a model reads as one. Looked at is what is near the borders between them: each text is looked at alone, too. A request
 * may have as many texts, and values in them, as it has words: everything here is linear in the whole text but for look-ups in
 * sorted maps.
 */
final class JoinedTexts {
    /** On each side of a border: no value is longer, and words in front of it may explain it. */
    private static final int NEAR = EditWindow.MOST_HELD + TextDetector.LOOK_BEHIND;

    private final List<String> texts;
    private final String whole;

    /** By where they start in the whole text. Of those that start at the same place, all but the last are empty. */
    private final NavigableMap<Integer, String> starts = new TreeMap<>();

    private final Function<String, List<FoundValue>> find;

    /** What each text has alone, by where the text starts, and then by where the value does. */
    private final Map<Integer, NavigableMap<Integer, FoundValue>> alone = new HashMap<>();

    /** What takes the place of a part of the whole text. */
    record Replacement(int start, int end, String text) {}

    /**
     * These texts.
     *
     * @param find every value in a text, from left to right, none overlapping another
     */
    JoinedTexts(List<String> texts, Function<String, List<FoundValue>> find) {
        this.texts = List.copyOf(texts);
        this.whole = String.join("", texts);
        this.find = find;
        int start = 0;
        for (String text : texts) {
            starts.put(start, text);
            start += text.length();
        }
    }

    /** The values of the whole text that no text shows alone, from left to right. */
    List<FoundValue> values() {
        List<FoundValue> values = new ArrayList<>();
        for (TextSpan span : nearBorders()) {
            for (FoundValue found : find.apply(whole.substring(span.start(), span.end()))) {
                FoundValue value = found.after(span.start());
                if (crosses(value) || !(isCut(value, span) || isFoundAlone(value))) {
                    values.add(value);
                }
            }
        }
        return values;
    }

    /** A value as the texts have it. */
    String written(FoundValue value) {
        return whole.substring(value.start(), value.end());
    }

    /** The parts of the whole text that are near a border. */
    private List<TextSpan> nearBorders() {
        List<TextSpan> spans = new ArrayList<>();
        for (int border : starts.tailMap(0, false).keySet()) {
            int start = Math.max(0, border - NEAR);
            int end = Math.min(whole.length(), border + NEAR);
            if (!spans.isEmpty() && spans.getLast().end() >= start) {
                start = spans.removeLast().start();
            }
            spans.add(new TextSpan(start, end));
        }
        return spans;
    }

    /** Whether a value may be longer than what this span shows of it. */
    private boolean isCut(FoundValue value, TextSpan span) {
        return (value.start() == span.start() && span.start() > 0)
                || (value.end() == span.end() && span.end() < whole.length());
    }

    /** Whether a value is in more than one of the texts. */
    private boolean crosses(FoundValue value) {
        Integer border = starts.higherKey(value.start());
        return border != null && border < value.end();
    }

    /** Whether the text that this value is in shows all of it at this place, and nothing milder happens to it there. */
    private boolean isFoundAlone(FoundValue value) {
        Map.Entry<Integer, String> text = starts.floorEntry(value.start());
        Map.Entry<Integer, FoundValue> same = alone.computeIfAbsent(
                        text.getKey(), start -> valuesAlone(start, text.getValue()))
                .floorEntry(value.start());
        return same != null
                && same.getValue().end() >= value.end()
                && same.getValue().action().compareTo(value.action()) >= 0;
    }

    private NavigableMap<Integer, FoundValue> valuesAlone(int start, String text) {
        NavigableMap<Integer, FoundValue> values = new TreeMap<>();
        for (FoundValue found : find.apply(text)) {
            FoundValue value = found.after(start);
            values.put(value.start(), value);
        }
        return values;
    }

    /**
     * The texts with these replacements, which are from left to right and do not overlap. No text becomes empty by that: some
     * providers refuse empty ones.
     */
    List<String> replaced(List<Replacement> replacements) {
        List<String> replaced = new ArrayList<>();
        int from = 0;
        int next = 0;
        for (String text : texts) {
            int to = from + text.length();
            while (next < replacements.size() && replacements.get(next).end() <= from) {
                next++;
            }
            replaced.add(replaced(from, to, replacements.subList(next, replacements.size())));
            from = to;
        }
        return replaced;
    }

    /** One text; the first of the replacements is the first that may reach into it. */
    private String replaced(int from, int to, List<Replacement> replacements) {
        StringBuilder text = new StringBuilder();
        int at = from;
        String last = "";
        for (Replacement replacement : replacements) {
            if (replacement.start() >= to) {
                break;
            }
            text.append(whole, at, Math.max(at, replacement.start()));
            text.append(replacement.start() < from ? "" : replacement.text());
            at = Math.min(to, replacement.end());
            last = replacement.text();
        }
        text.append(whole, at, to);
        return text.toString().isBlank() ? text + last : text.toString();
    }
}
