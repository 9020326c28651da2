package dev.tollgate.provider;

import dev.tollgate.openai.Embedding;
import dev.tollgate.openai.Usage;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A provider's reply to one batch.
 *
 * @param embeddings in the order of the inputs
 * @param model the provider's own name for the model, if the reply holds one
 * @param usage absent where the provider reports none
 */
public record EmbeddingReply(
        List<Embedding> embeddings,
        @Nullable String model,
        @Nullable Usage usage) {

    public EmbeddingReply {
        embeddings = List.copyOf(embeddings);
    }
}
