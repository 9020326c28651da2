package dev.tollgate.call;

import dev.tollgate.openai.EmbeddingList;

/** Where embeddings go: all of them at once, or {@code fail}. */
public interface EmbeddingResponseSink extends ResponseSink {

    /** The response is complete. */
    void finish(Head head, EmbeddingList embeddings);
}
