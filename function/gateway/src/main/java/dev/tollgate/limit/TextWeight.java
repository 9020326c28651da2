package dev.tollgate.limit;

/**
 * Estimates how many tokens a text has, from the kinds of its characters.
 *
 * <p>The weights fit the tokenisers that need more tokens (cl100k, Claude's). Newer ones need about half as many for
 * scripts other than Latin.
 */
final class TextWeight {
    /** Weights are in hundredths of a token. */
    private static final int TOKEN = 100;

    private TextWeight() {}

    /** At least 1 for a text that is not empty. */
    static long tokens(String text) {
        long weight = text.codePoints().mapToLong(TextWeight::weight).sum();
        return Math.ceilDiv(weight, TOKEN);
    }

    /** The fewest tokens that any tokeniser in use needs: newer ones need less for other scripts and for digits. */
    static long minTokens(String text) {
        return text.codePoints().mapToLong(TextWeight::minWeight).sum() / TOKEN;
    }

    private static int minWeight(int character) {
        if (character < 0x80) {
            return Math.min(ascii(character) * 4 / 5, 30);
        }
        if (character < 0x250) {
            return 30;
        }
        if (character < 0x530) {
            return 25;
        }
        return Math.min(weight(character) / 2, character < 0x1100 ? 25 : 60);
    }

    private static int weight(int character) {
        if (character < 0x80) {
            return ascii(character);
        }
        if (character < 0x250) {
            return 70; // Latin with accents: splits its word
        }
        if (character < 0x530) {
            return 55; // Greek and Cyrillic
        }
        if (between(0x1100, character, 0x11FF) || between(0x2E80, character, 0xFAFF)) {
            return 120; // Chinese, Japanese, Korean
        }
        return character < 0x10000 ? 100 : 250; // other scripts; emoji, which become one token per byte
    }

    private static int ascii(int character) {
        if (between('a', character, 'z') || between('A', character, 'Z')) {
            return 25;
        }
        // A space belongs to the token of the next word. Digits and signs form tokens of one to three characters.
        return character == ' ' ? 5 : 60;
    }

    private static boolean between(int first, int character, int last) {
        return first <= character && character <= last;
    }
}
