package dev.tollgate.provider.gemini;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.tollgate.openai.Embedding;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;

/** Gemini's JSON for vectors; without the list it could be read and written everywhere but in a native image. */
@RegisterForReflection(
        targets = {
            GeminiEmbeddingWire.Batch.class,
            GeminiEmbeddingWire.Single.class,
            GeminiEmbeddingWire.Single.Content.class,
            GeminiEmbeddingWire.Single.Part.class,
            GeminiEmbeddingWire.Embedded.class,
            GeminiEmbeddingWire.Embedded.Values.class,
            GeminiEmbeddingWire.Embedded.UsageMetadata.class
        })
final class GeminiEmbeddingWire {
    private GeminiEmbeddingWire() {}

    /** A request. */
    record Batch(List<Single> requests) {}

    /** One text of it. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Single(String model, Content content, Integer outputDimensionality) {

        static Single of(String model, String text, Integer dimensions) {
            return new Single("models/" + model, new Content(List.of(new Part(text))), dimensions);
        }

        /** What is to become one vector. */
        record Content(List<Part> parts) {}

        /** A text. */
        record Part(String text) {}
    }

    /**
     * A reply, in the order of the request.
     *
     * @param usageMetadata only newer models count
     */
    record Embedded(List<Values> embeddings, UsageMetadata usageMetadata) {

        /** One vector. */
        record Values(Embedding values) {}

        /** Absent counts are 0. */
        record UsageMetadata(long promptTokenCount) {}
    }
}
