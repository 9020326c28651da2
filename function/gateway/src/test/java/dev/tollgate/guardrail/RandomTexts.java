package dev.tollgate.guardrail;

import dev.tollgate.openai.StreamEditor;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Random texts, values and cuts; the same for the same seed. */
final class RandomTexts {
    private static final List<String> WORDS = List.of(
            "a",
            "Hello ",
            "the answer is ",
            "<",
            "<EM",
            "<EMAIL_",
            "&lt;",
            "\\u003c",
            "__",
            "_1>",
            "<EMAIL_99>",
            "\\",
            "\"",
            "😀",
            "👩‍👩‍👧",
            "שלום ",
            "مرحبا ",
            "\n",
            "\t",
            "\u0001",
            "{",
            "}",
            "[",
            "]",
            ":",
            ",",
            " ",
            "'",
            "…",
            "<b>",
            "__init__",
            "x@",
            "4111 ",
            "\uD83D");

    private static final List<String> VALUES = List.of(
            "alice@example.com",
            "say \"hi\"",
            "back\\slash",
            "{\"a\": [1, \"b\"]}",
            "<EMAIL_2>",
            "\\u003cEMAIL_1\\u003e",
            "😀",
            "\uD83D",
            "\uDE00",
            "line\nbreak",
            "\u0000\u001f",
            "שלום",
            "__EMAIL_1__",
            "&lt;EMAIL_1&gt;",
            "'",
            "\\",
            "\"",
            "𝄞 clef",
            "null",
            "1e999");

    private final Random random;

    RandomTexts(long seed) {
        this.random = new Random(seed);
    }

    int number(int bound) {
        return random.nextInt(bound);
    }

    boolean chance() {
        return random.nextBoolean();
    }

    String value() {
        return VALUES.get(random.nextInt(VALUES.size()));
    }

    String filler() {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(5); i > 0; i--) {
            text.append(WORDS.get(random.nextInt(WORDS.size())));
        }
        return text.toString();
    }

    /** The text in pieces, cut anywhere: also between the two chars of a character. */
    List<String> cut(String text) {
        List<String> pieces = new ArrayList<>();
        int longest = 1 + random.nextInt(12);
        int at = 0;
        while (at < text.length()) {
            int end = Math.min(text.length(), at + 1 + random.nextInt(longest));
            pieces.add(text.substring(at, end));
            at = end;
        }
        return pieces;
    }

    /** What an editor makes of a text that comes in these pieces. */
    static String edited(StreamEditor editor, List<String> pieces) {
        StringBuilder edited = new StringBuilder();
        pieces.forEach(piece -> edited.append(editor.add(piece)));
        return edited.append(editor.end()).toString();
    }
}
