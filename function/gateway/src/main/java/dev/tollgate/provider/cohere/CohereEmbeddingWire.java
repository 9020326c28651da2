package dev.tollgate.provider.cohere;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.tollgate.openai.Embedding;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Cohere's JSON for embeddings. Without the registration, a native image could neither read nor write it. */
@RegisterForReflection(
        targets = {
            CohereEmbeddingWire.EmbeddingsRequest.class,
            CohereEmbeddingWire.EmbeddingsReply.class,
            CohereEmbeddingWire.EmbeddingsByType.class,
            CohereEmbeddingWire.Meta.class,
            CohereEmbeddingWire.BilledUnits.class
        })
final class CohereEmbeddingWire {
    private CohereEmbeddingWire() {}

    /**
     * A request.
     *
     * @param truncate how Cohere handles a text that is too long
     * @param outputDimension absent unless the caller requests it, because older models do not support it
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record EmbeddingsRequest(
            String model,
            List<String> texts,
            @JsonProperty("input_type") String inputType,
            @JsonProperty("embedding_types") List<String> embeddingTypes,
            String truncate,
            @JsonProperty("output_dimension") @Nullable Integer outputDimension) {
        /** Makes Cohere reject a text that is too long, as OpenAI does. By default, Cohere truncates it silently. */
        static EmbeddingsRequest of(String model, List<String> texts, String inputType, @Nullable Integer dimensions) {
            return new EmbeddingsRequest(model, texts, inputType, List.of("float"), "NONE", dimensions);
        }
    }

    /** A reply. */
    record EmbeddingsReply(
            @Nullable EmbeddingsByType embeddings, @Nullable Meta meta) {}

    /** The embeddings in each requested type. */
    record EmbeddingsByType(@JsonProperty("float") @Nullable List<Embedding> floats) {}

    /** Metadata of the call. */
    record Meta(@JsonProperty("billed_units") @Nullable BilledUnits billedUnits) {}

    /** The billed tokens; an absent count is 0. */
    record BilledUnits(@JsonProperty("input_tokens") long inputTokens) {}
}
