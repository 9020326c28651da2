package dev.tollgate.call;

import dev.tollgate.openai.ChatRequest;
import dev.tollgate.openai.EmbeddingRequest;
import dev.tollgate.openai.MediaRequest;
import dev.tollgate.openai.ModelRequest;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a trace shows of one call besides its log line. It holds nothing of the request, which would stay in memory until it is exported.
 *
 * @param operation what the request is for, such as {@code chat}; null if it could not be read
 * @param tierDecision why the call went to its tier; empty if its alias has none
 * @param attempts each call of a target, in order
 */
public record TracedCall(
        CallOrigin origin,
        CallTrace trace,
        @Nullable String operation,
        Optional<String> tierDecision,
        List<AttemptReport> attempts) {

    /**
     * What a request is for, in the words of OpenTelemetry where it has one
     * (https://opentelemetry.io/docs/specs/semconv/gen-ai/gen-ai-spans/), and else in OpenAI's.
     */
    static String operation(ModelRequest request) {
        return switch (request) {
            case ChatRequest _ -> "chat";
            case EmbeddingRequest _ -> "embeddings";
            case MediaRequest media ->
                switch (media.endpoint()) {
                    case IMAGE_GENERATIONS, IMAGE_EDITS, SPEECH, TRANSCRIPTIONS, TRANSLATIONS -> "generate_content";
                    case MODERATIONS -> "moderation";
                    case RERANK -> "rerank";
                };
        };
    }
}
