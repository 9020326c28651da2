package dev.tollgate.provider.cohere;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.tollgate.openai.Embedding;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;

/** Cohere's JSON for vectors; without the list it could be read and written everywhere but in a native image. */
@RegisterForReflection(
        targets = {
            CohereEmbeddingWire.Asked.class,
            CohereEmbeddingWire.Embedded.class,
            CohereEmbeddingWire.ByType.class,
            CohereEmbeddingWire.Meta.class,
            CohereEmbeddingWire.BilledUnits.class
        })
final class CohereEmbeddingWire {
    private CohereEmbeddingWire() {}

    /**
     * A request.
     *
     * @param truncate what becomes of a text that is too long
     * @param outputDimension null unless asked for: older models do not know it
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Asked(
            String model,
            List<String> texts,
            @JsonProperty("input_type") String inputType,
            @JsonProperty("embedding_types") List<String> embeddingTypes,
            String truncate,
            @JsonProperty("output_dimension") Integer outputDimension) {

        /** Too long a text is refused, as at OpenAI; unasked, Cohere would cut it and say nothing. */
        static Asked of(String model, List<String> texts, String inputType, Integer dimensions) {
            return new Asked(model, texts, inputType, List.of("float"), "NONE", dimensions);
        }
    }

    /** A reply. */
    record Embedded(ByType embeddings, Meta meta) {}

    /** The vectors in each type that was asked for. */
    record ByType(@JsonProperty("float") List<Embedding> floats) {}

    /** What is said about the call. */
    record Meta(@JsonProperty("billed_units") BilledUnits billedUnits) {}

    /** Absent counts are 0. */
    record BilledUnits(@JsonProperty("input_tokens") long inputTokens) {}
}
