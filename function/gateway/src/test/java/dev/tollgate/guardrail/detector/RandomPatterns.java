package dev.tollgate.guardrail.detector;

import java.util.Random;

/** Patterns in RE2's syntax and texts that they often match. */
final class RandomPatterns {
    private static final String[] LEAVES = {
        "a", "b", "c", "1", " ", ".", "[ab]", "[^a]", "\\d", "\\w", "\\s", "\\b", "\\B", "^", "$", "(?i:B)", "ab", "\\z"
    };
    private static final String[] QUANTIFIERS = {"*", "+", "?", "{2}", "{1,3}", "{2,}", "*?", "+?", "??", "{0,2}?"};

    private RandomPatterns() {}

    static String pattern(Random random, int depth) {
        int kind = depth == 0 ? 0 : random.nextInt(6);
        return switch (kind) {
            case 1, 2 -> pattern(random, depth - 1) + pattern(random, depth - 1);
            case 3 -> "(?:" + pattern(random, depth - 1) + "|" + pattern(random, depth - 1) + ")";
            case 4 -> "(" + pattern(random, depth - 1) + ")" + QUANTIFIERS[random.nextInt(QUANTIFIERS.length)];
            case 5 -> pattern(random, depth - 1) + pattern(random, depth - 1) + pattern(random, depth - 1);
            default -> LEAVES[random.nextInt(LEAVES.length)];
        };
    }

    static String text(Random random, String alphabet) {
        int[] characters = alphabet.codePoints().toArray();
        StringBuilder text = new StringBuilder();
        for (int length = random.nextInt(14); length > 0; length--) {
            text.appendCodePoint(characters[random.nextInt(characters.length)]);
        }
        return text.toString();
    }
}
