package dev.tollgate.provider.bedrock;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.tollgate.openai.Embedding;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;

/** The makers' JSON for vectors; without the list it could be read and written everywhere but in a native image. */
@RegisterForReflection(
        targets = {
            BedrockEmbeddingWire.Titan.class,
            BedrockEmbeddingWire.Cohere.class,
            BedrockEmbeddingWire.Embedded.class,
            BedrockEmbeddingWire.ByType.class
        })
final class BedrockEmbeddingWire {
    private BedrockEmbeddingWire() {}

    /** A request to a model of Amazon's. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Titan(String inputText, Integer dimensions) {}

    /** A request to a model of Cohere's. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Cohere(
            List<String> texts,
            @JsonProperty("input_type") String inputType,
            @JsonProperty("embedding_types") List<String> embeddingTypes,
            @JsonProperty("output_dimension") Integer outputDimension) {

        /** The types are asked for because without them the reply has another form. */
        static Cohere of(List<String> texts, String inputType, Integer dimensions) {
            return new Cohere(texts, inputType, List.of("float"), dimensions);
        }
    }

    /**
     * A reply of either.
     *
     * @param embedding Titan's
     * @param embeddings Cohere's
     */
    record Embedded(Embedding embedding, long inputTextTokenCount, ByType embeddings) {}

    /** The vectors in each type that was asked for. */
    record ByType(@JsonProperty("float") List<Embedding> floats) {}
}
