package dev.tollgate.call;

import dev.tollgate.openai.EmbeddingList;
import java.util.OptionalLong;

/** Where embeddings go: all of them at once, or {@code fail}. */
public interface EmbeddingResponseSink extends ResponseSink {

    /**
     * The response is complete.
     *
     * @param chargeMicros what the client is charged for the call; empty if that is not known
     */
    void finish(ResponseHead head, EmbeddingList embeddings, OptionalLong chargeMicros);
}
