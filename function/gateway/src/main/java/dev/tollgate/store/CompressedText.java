package dev.tollgate.store;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Text as Base64 of gzip: a price list would not fit into an item as it is, and each gateway reads it with the rest. */
final class CompressedText {
    private CompressedText() {}

    static String write(String text) {
        return Base64.getEncoder().encodeToString(GzipBytes.compress(text.getBytes(StandardCharsets.UTF_8)));
    }

    /** Throws IllegalArgumentException if it is not such a text. */
    static String read(String compressed) {
        try {
            return new String(GzipBytes.decompress(Base64.getDecoder().decode(compressed)), StandardCharsets.UTF_8);
        } catch (IOException damaged) {
            throw new IllegalArgumentException("it is not compressed text", damaged);
        }
    }
}
