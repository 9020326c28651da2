package dev.tollgate.call;

import dev.tollgate.openai.EmbeddingList;

/** Where vectors go: all of them at once, or {@code fail}. */
public interface EmbeddingResponseSink extends ResponseSink {

    /** The answer. */
    void answered(Head head, EmbeddingList embeddings);
}
