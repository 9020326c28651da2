package dev.tollgate.guardrail.detector;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Words of which one must be in front of a value, because its form alone says too little. Any case and any script; one with a star
 * may be the beginning of a longer word.
 */
final class ContextWords {
    private final List<String> whole = new ArrayList<>();
    private final List<String> stems = new ArrayList<>();

    private ContextWords(List<String> words) {
        for (String word : words) {
            if (word.endsWith("*")) {
                stems.add(word.substring(0, word.length() - 1));
            } else {
                whole.add(word);
            }
        }
    }

    /** These words, in lower case. */
    static ContextWords of(List<String> words) {
        return new ContextWords(words);
    }

    /** Whether one of them is among the last {@link TextDetector#LOOK_BEHIND} chars in front of this place. */
    boolean isBefore(CharSequence text, int start) {
        String before = text.subSequence(Math.max(0, start - TextDetector.LOOK_BEHIND), start)
                .toString()
                .toLowerCase(Locale.ROOT);
        return stems.stream().anyMatch(stem -> isIn(before, stem, false))
                || whole.stream().anyMatch(word -> isIn(before, word, true));
    }

    private static boolean isIn(String before, String word, boolean isWhole) {
        int at = before.indexOf(word);
        while (at >= 0) {
            if (WordEdges.isStart(before, at) && (!isWhole || WordEdges.isEnd(before, at + word.length()))) {
                return true;
            }
            at = before.indexOf(word, at + 1);
        }
        return false;
    }
}
