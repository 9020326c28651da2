package dev.tollgate.guardrail.detector;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds the words and phrases of an operator's list, as whole words and in any case, in any script. In a script that does not
 * separate words, such as Chinese, a phrase is found wherever it is.
 */
public final class WordListDetector implements TextDetector {
    /** In chars, of one phrase. */
    static final int LONGEST_PHRASE = 200;

    private final String name;
    private final Map<Integer, List<int[]>> phrasesByFirst;

    private WordListDetector(String name, Map<Integer, List<int[]>> phrasesByFirst) {
        this.name = name;
        this.phrasesByFirst = phrasesByFirst;
    }

    /**
     * A detector of these words and phrases.
     *
     * @throws IllegalArgumentException with a message for the author of tollgate.yaml
     */
    public static WordListDetector of(String name, List<String> words) {
        if (words.isEmpty()) {
            throw new IllegalArgumentException("lists no word");
        }
        Map<Integer, List<int[]>> phrases = new HashMap<>();
        for (String word : words) {
            int[] folded =
                    word.strip().codePoints().map(WordListDetector::folded).toArray();
            if (folded.length == 0 || word.length() > LONGEST_PHRASE) {
                throw new IllegalArgumentException(
                        "lists a word that is empty or has more than " + LONGEST_PHRASE + " characters");
            }
            phrases.computeIfAbsent(folded[0], first -> new ArrayList<>()).add(folded);
        }
        phrases.values().forEach(sameStart -> sameStart.sort((a, b) -> b.length - a.length));
        return new WordListDetector(name, Map.copyOf(phrases));
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public List<TextSpan> find(CharSequence text) {
        List<TextSpan> found = new ArrayList<>();
        int at = 0;
        while (at < text.length()) {
            int end = longestAt(text, at);
            if (end > at) {
                found.add(new TextSpan(at, end));
                at = end;
            } else {
                at += Character.charCount(Character.codePointAt(text, at));
            }
        }
        return found;
    }

    @Override
    public int openFrom(CharSequence text) {
        for (int at = Math.max(0, text.length() - LONGEST_PHRASE); at < text.length(); at++) {
            if (isOpenAt(text, at)) {
                return at;
            }
        }
        return text.length();
    }

    private int longestAt(CharSequence text, int start) {
        for (int[] phrase : startingAt(text, start)) {
            int end = end(text, start, phrase);
            if (end <= text.length() && end > start && isEdge(text, end)) {
                return end;
            }
        }
        return start;
    }

    private boolean isOpenAt(CharSequence text, int start) {
        return startingAt(text, start).stream().anyMatch(phrase -> end(text, start, phrase) >= text.length());
    }

    private List<int[]> startingAt(CharSequence text, int start) {
        List<int[]> phrases = phrasesByFirst.get(folded(Character.codePointAt(text, start)));
        return phrases == null || !isEdge(text, start) ? List.of() : phrases;
    }

    /** Where this phrase ends; behind the text's end if more of the phrase must follow; -1 if it is another one. */
    private static int end(CharSequence text, int start, int[] phrase) {
        int at = start;
        for (int expected : phrase) {
            if (at == text.length()) {
                return at + 1;
            }
            int codePoint = Character.codePointAt(text, at);
            if (folded(codePoint) != expected) {
                return -1;
            }
            at += Character.charCount(codePoint);
        }
        return at;
    }

    /** Whether a word begins or ends here. */
    private static boolean isEdge(CharSequence text, int at) {
        return at == 0
                || at == text.length()
                || WordEdges.isEscapeEnd(text, at)
                || !isWordPart(Character.codePointBefore(text, at))
                || !isWordPart(Character.codePointAt(text, at));
    }

    private static boolean isWordPart(int codePoint) {
        return codePoint == '_' || WordEdges.isLetterOrDigit(codePoint);
    }

    /** A phrase may go on in the next line. */
    private static int folded(int codePoint) {
        return Character.isWhitespace(codePoint) || Character.isSpaceChar(codePoint)
                ? ' '
                : Character.toLowerCase(Character.toUpperCase(codePoint));
    }
}
