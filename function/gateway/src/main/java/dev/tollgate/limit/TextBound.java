package dev.tollgate.limit;

import java.text.Normalizer;
import org.jspecify.annotations.Nullable;

/**
 * The most tokens that a text can have.
 *
 * <p>A token is at least one byte of UTF-8: byte-level BPE starts from bytes (OpenAI, Llama 3, Qwen, DeepSeek), and
 * SentencePiece falls back to them (Gemini, Llama 2, Mistral). So no text has more tokens than bytes, whatever its script. Some
 * tokenizers normalise the text first (NFKC), which makes a few characters longer.
 */
final class TextBound {
    /** A character as JSON may write it in ASCII: {@code \}{@code u4f60}. */
    private static final int ESCAPED = 6;

    /** Punctuation as some templates write it, for pages of HTML: {@code \}{@code u003c}. */
    private static final String ESCAPED_IN_PAGES = "<>&'";

    private TextBound() {}

    /** A text that the model reads as it is. */
    static long plain(@Nullable String text) {
        if (text == null) {
            return 0;
        }
        boolean normalized = Normalizer.isNormalized(text, Normalizer.Form.NFKC);
        return text.codePoints()
                .mapToLong(character -> normalized ? bytes(character) : normalizedBytes(character))
                .sum();
    }

    /** A text in JSON, which the model may read with escapes; its quotation marks count elsewhere. */
    static long quoted(@Nullable String text) {
        return text == null
                ? 0
                : text.codePoints().mapToLong(TextBound::escapedBytes).sum();
    }

    private static long escapedBytes(int character) {
        if (character >= 0x20 && character < 0x7F && ESCAPED_IN_PAGES.indexOf(character) < 0) {
            return character == '"' || character == '\\' ? 2 : 1;
        }
        return Math.max(normalizedBytes(character), (long) ESCAPED * Character.charCount(character));
    }

    private static long bytes(int character) {
        if (character < 0x80) {
            return 1;
        }
        if (character < 0x800) {
            return 2;
        }
        return character < 0x10000 ? 3 : 4;
    }

    /** Characters of half and full width, which are frequent in Chinese and Japanese, only become shorter. */
    private static long normalizedBytes(int character) {
        if (character < 0x80 || (character >= 0xFF00 && character <= 0xFFEF)) {
            return bytes(character);
        }
        String alone = Character.toString(character);
        return Normalizer.isNormalized(alone, Normalizer.Form.NFKC)
                ? bytes(character)
                : Math.max(
                        bytes(character),
                        Normalizer.normalize(alone, Normalizer.Form.NFKC)
                                .codePoints()
                                .mapToLong(TextBound::bytes)
                                .sum());
    }
}
