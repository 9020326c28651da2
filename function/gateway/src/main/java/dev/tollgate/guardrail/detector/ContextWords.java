package dev.tollgate.guardrail.detector;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Words of which one must be in front of a value, because its form alone says too little. Any case and any script; one with a star
 * may be the beginning of a longer word.
 */
final class ContextWords {
    private final Map<Character, List<ContextWord>> byFirst = new HashMap<>();

    private ContextWords(List<String> words) {
        for (String word : words) {
            boolean isStem = word.endsWith("*");
            String text = isStem ? word.substring(0, word.length() - 1) : word;
            byFirst.computeIfAbsent(text.charAt(0), first -> new ArrayList<>()).add(new ContextWord(text, isStem));
        }
    }

    /** These words, in lower case. */
    static ContextWords of(List<String> words) {
        return new ContextWords(words);
    }

    /** Whether one of them is among the last {@link TextDetector#LOOK_BEHIND} chars in front of this place. */
    boolean isBefore(CharSequence text, int start) {
        return isBefore(text, start, TextDetector.LOOK_BEHIND);
    }

    /** Whether one of them is among this many chars in front of this place. */
    boolean isBefore(CharSequence text, int start, int chars) {
        for (int at = Math.max(0, start - chars); at < start; at++) {
            List<ContextWord> words = byFirst.get(Character.toLowerCase(text.charAt(at)));
            if (words != null && WordEdges.isStart(text, at) && isAnyAt(words, text, at, start)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isAnyAt(List<ContextWord> words, CharSequence text, int at, int limit) {
        for (ContextWord word : words) {
            if (word.isAt(text, at, limit)) {
                return true;
            }
        }
        return false;
    }

    private record ContextWord(String text, boolean isStem) {
        boolean isAt(CharSequence all, int at, int limit) {
            int end = at + text.length();
            if (end > limit) {
                return false;
            }
            for (int i = 0; i < text.length(); i++) {
                if (Character.toLowerCase(all.charAt(at + i)) != text.charAt(i)) {
                    return false;
                }
            }
            return isStem || end == limit || WordEdges.isEnd(all, end);
        }
    }
}
