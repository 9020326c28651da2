package dev.tollgate.provider.gemini;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.tollgate.openai.Embedding;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Gemini's JSON for embeddings. Without the registration, a native image could neither read nor write it. */
@RegisterForReflection(
        targets = {
            GeminiEmbeddingWire.BatchRequest.class,
            GeminiEmbeddingWire.TextRequest.class,
            GeminiEmbeddingWire.TextRequest.Content.class,
            GeminiEmbeddingWire.TextRequest.Part.class,
            GeminiEmbeddingWire.EmbeddingsReply.class,
            GeminiEmbeddingWire.EmbeddingsReply.Values.class,
            GeminiEmbeddingWire.EmbeddingsReply.UsageMetadata.class
        })
final class GeminiEmbeddingWire {
    private GeminiEmbeddingWire() {}

    /** A request for the embeddings of several texts. */
    record BatchRequest(List<TextRequest> requests) {}

    /** One text of a batch. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record TextRequest(
            String model,
            Content content,
            @Nullable String taskType,
            @Nullable String title,
            @Nullable Integer outputDimensionality) {
        static TextRequest of(
                String model,
                String text,
                @Nullable String taskType,
                @Nullable String title,
                @Nullable Integer dimensions) {
            Content content = new Content(List.of(new Part(text)));
            return new TextRequest("models/" + model, content, taskType, title, dimensions);
        }

        /** The input of one embedding. */
        record Content(List<Part> parts) {}

        /** A text. */
        record Part(String text) {}
    }

    /**
     * A reply, in the order of the request.
     *
     * @param usageMetadata only newer models report it
     */
    record EmbeddingsReply(
            @Nullable List<@Nullable Values> embeddings,
            @Nullable UsageMetadata usageMetadata) {
        /** One embedding. */
        record Values(@Nullable Embedding values) {}

        /** The usage; an absent count is 0. */
        record UsageMetadata(long promptTokenCount) {}
    }
}
