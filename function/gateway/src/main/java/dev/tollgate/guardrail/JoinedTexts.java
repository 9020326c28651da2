package dev.tollgate.guardrail;

import dev.tollgate.guardrail.detector.TextSpan;
import java.util.ArrayList;
import java.util.List;

/** Texts that a model reads as one. Looked at is what is near the borders between them: each text has been looked at alone. */
final class JoinedTexts {
    /** On each side of a border: the values that somebody writes in several pieces are shorter. */
    private static final int NEAR = 512;

    private final List<String> texts;
    private final String whole;
    private final List<Integer> borders = new ArrayList<>();

    /** What takes the place of a part of the whole text. */
    record Replacement(int start, int end, String text) {}

    JoinedTexts(List<String> texts) {
        this.texts = List.copyOf(texts);
        this.whole = String.join("", texts);
        int end = 0;
        for (String text : texts.subList(0, texts.size() - 1)) {
            end += text.length();
            borders.add(end);
        }
    }

    /** The parts of the whole text that are near a border. */
    List<TextSpan> nearBorders() {
        List<TextSpan> spans = new ArrayList<>();
        for (int border : borders) {
            int start = Math.max(0, border - NEAR);
            int end = Math.min(whole.length(), border + NEAR);
            if (!spans.isEmpty() && spans.getLast().end() >= start) {
                start = spans.removeLast().start();
            }
            if (start < end) {
                spans.add(new TextSpan(start, end));
            }
        }
        return spans;
    }

    /** The one of the texts in which a place of the whole text is. */
    String textAt(int place) {
        int index = 0;
        while (index < borders.size() && borders.get(index) <= place) {
            index++;
        }
        return texts.get(index);
    }

    String text(TextSpan span) {
        return whole.substring(span.start(), span.end());
    }

    /** Whether a value may be longer than what this span shows of it. */
    boolean isCut(TextSpan span, int start, int end) {
        return (start == span.start() && start > 0) || (end == span.end() && end < whole.length());
    }

    /** Whether a part of the whole text is in more than one of the texts. */
    boolean crosses(int start, int end) {
        return borders.stream().anyMatch(border -> start < border && border < end);
    }

    /** The texts with these replacements, from left to right. No text becomes empty by that: some providers refuse empty ones. */
    List<String> replaced(List<Replacement> replacements) {
        List<String> replaced = new ArrayList<>();
        int from = 0;
        for (String text : texts) {
            replaced.add(replaced(from, from + text.length(), replacements));
            from += text.length();
        }
        return replaced;
    }

    private String replaced(int from, int to, List<Replacement> replacements) {
        StringBuilder text = new StringBuilder();
        int at = from;
        String last = "";
        for (Replacement replacement : replacements) {
            if (replacement.start() < to && replacement.end() > from) {
                text.append(whole, at, Math.max(at, replacement.start()));
                text.append(replacement.start() < from ? "" : replacement.text());
                at = Math.min(to, replacement.end());
                last = replacement.text();
            }
        }
        text.append(whole, at, to);
        return text.toString().isBlank() ? text + last : text.toString();
    }
}
