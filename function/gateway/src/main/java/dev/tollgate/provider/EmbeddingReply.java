package dev.tollgate.provider;

import dev.tollgate.openai.Embedding;
import dev.tollgate.openai.Usage;
import java.util.List;

/**
 * What a provider replied to one batch.
 *
 * @param vectors in the order of the inputs
 * @param model as the provider calls it; null where it does not say
 * @param usage null where the provider gives no count
 */
public record EmbeddingReply(List<Embedding> vectors, String model, Usage usage) {

    public EmbeddingReply {
        vectors = List.copyOf(vectors);
    }
}
