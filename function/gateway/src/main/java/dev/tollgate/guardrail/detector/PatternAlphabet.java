package dev.tollgate.guardrail.detector;

import com.google.re2j.Pattern;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * The characters that a match of a pattern may hold. Most prose has no long run of them, so that RE2/J, which takes some 100 ns for
 * a character, rarely gets to see any of it.
 */
final class PatternAlphabet {
    private static final int ASCII = 128;

    private final boolean[] ascii = new boolean[ASCII];
    private final boolean beyondAscii;

    private PatternAlphabet(Pattern anyOfThem, boolean beyondAscii) {
        for (int character = 0; character < ASCII; character++) {
            ascii[character] = anyOfThem.matches(Character.toString(character));
        }
        this.beyondAscii = beyondAscii;
    }

    static PatternAlphabet of(PatternNode node) {
        Set<String> sources = new LinkedHashSet<>();
        boolean[] beyond = new boolean[1];
        node.forEachSet(set -> {
            sources.add(set.source());
            beyond[0] |= set.beyondAscii();
        });
        return new PatternAlphabet(Pattern.compile(String.join("|", sources)), beyond[0]);
    }

    boolean contains(char character) {
        return character < ASCII ? ascii[character] : beyondAscii;
    }

    /** Where the run of them ends that starts here. */
    int runEnd(CharSequence text, int start) {
        int at = start;
        while (at < text.length() && contains(text.charAt(at))) {
            at++;
        }
        return at;
    }

    /** Where the run of them starts that ends here, looking back no further than to {@code from}. */
    int runStart(CharSequence text, int from, int end) {
        int at = end;
        while (at > from && contains(text.charAt(at - 1))) {
            at--;
        }
        return at;
    }
}
