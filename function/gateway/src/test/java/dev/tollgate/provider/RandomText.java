package dev.tollgate.provider;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Generates random text and cuts it into random pieces. */
public final class RandomText {
    private static final String[] WORDS = {"Hello", " wörld", "\n", "😀", "\"quoted\" ", "{}", "data: ", "日本", "\\"};

    private RandomText() {}

    /** Random text, never empty. */
    public static String words(Random random) {
        StringBuilder words = new StringBuilder();
        for (int i = 1 + random.nextInt(8); i > 0; i--) {
            words.append(WORDS[random.nextInt(WORDS.length)]);
        }
        return words.toString();
    }

    /** Cuts the text between characters. The last piece may be empty. */
    public static List<String> pieces(String text, Random random) {
        List<String> pieces = new ArrayList<>();
        StringBuilder piece = new StringBuilder();
        text.codePoints().forEach(character -> {
            piece.appendCodePoint(character);
            if (random.nextInt(4) == 0) {
                pieces.add(piece.toString());
                piece.setLength(0);
            }
        });
        pieces.add(piece.toString());
        return pieces;
    }
}
