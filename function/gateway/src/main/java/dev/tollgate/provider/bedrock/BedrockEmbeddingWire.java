package dev.tollgate.provider.bedrock;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.tollgate.openai.Embedding;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The JSON of each vendor's embedding models. Without the registration, a native image could neither read nor write it. */
@RegisterForReflection(
        targets = {
            BedrockEmbeddingWire.TitanRequest.class,
            BedrockEmbeddingWire.CohereRequest.class,
            BedrockEmbeddingWire.EmbeddingsReply.class,
            BedrockEmbeddingWire.EmbeddingsByType.class
        })
final class BedrockEmbeddingWire {
    private BedrockEmbeddingWire() {}

    /** A request to one of Amazon's models. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record TitanRequest(String inputText, @Nullable Integer dimensions) {}

    /** A request to one of Cohere's models. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record CohereRequest(
            List<String> texts,
            @JsonProperty("input_type") String inputType,
            @JsonProperty("embedding_types") List<String> embeddingTypes,
            @JsonProperty("output_dimension") @Nullable Integer outputDimension) {
        /** Requests the type explicitly, because without it the reply has another form. */
        static CohereRequest of(List<String> texts, String inputType, @Nullable Integer dimensions) {
            return new CohereRequest(texts, inputType, List.of("float"), dimensions);
        }
    }

    /**
     * A reply of either vendor's models.
     *
     * @param embedding Titan's
     * @param embeddings Cohere's
     */
    record EmbeddingsReply(
            @Nullable Embedding embedding,
            long inputTextTokenCount,
            @Nullable EmbeddingsByType embeddings) {}

    /** The embeddings in each requested type. */
    record EmbeddingsByType(@JsonProperty("float") @Nullable List<Embedding> floats) {}
}
