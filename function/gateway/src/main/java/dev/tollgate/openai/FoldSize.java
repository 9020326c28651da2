package dev.tollgate.openai;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/** How much a {@link ChunkFold} keeps. It is counted as it comes, because a stream needs it after each event. */
final class FoldSize {
    private long text;
    private int elements;

    /** Counts a text that is appended to another. */
    void text(@Nullable String piece) {
        text += piece == null ? 0 : piece.length();
    }

    /** Counts a value; one that is sent again and again counts each time. */
    void value(JsonNode value) {
        elements(JsonCodec.elements(value));
    }

    void elements(int more) {
        elements += more;
    }

    long text() {
        return text;
    }

    int elements() {
        return elements;
    }
}
