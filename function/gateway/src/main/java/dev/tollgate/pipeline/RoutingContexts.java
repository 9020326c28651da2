package dev.tollgate.pipeline;

import dev.tollgate.limit.TokenEstimate;
import dev.tollgate.openai.ChatOptions;
import dev.tollgate.openai.ChatRequest;
import dev.tollgate.openai.EmbeddingRequest;
import dev.tollgate.openai.Message;
import dev.tollgate.openai.ModelRequest;
import dev.tollgate.openai.Role;
import dev.tollgate.route.PromptComplexity;
import dev.tollgate.route.RoutingConstraints;
import dev.tollgate.route.RoutingContext;
import dev.tollgate.tiering.ComplexityClassifier;
import java.time.Instant;

/** Derives from a request what routing depends on. */
final class RoutingContexts {
    private RoutingContexts() {}

    static RoutingContext of(ModelRequest request, Instant now, RoutingConstraints constraints) {
        return switch (request) {
            case ChatRequest chat -> ofChat(chat, now, constraints);
            case EmbeddingRequest embedding -> ofEmbedding(embedding, now, constraints);
        };
    }

    /** No embedding is more complex than another. */
    private static RoutingContext ofEmbedding(EmbeddingRequest request, Instant now, RoutingConstraints constraints) {
        return new RoutingContext(
                now,
                () -> TokenEstimate.of(request),
                0,
                () -> request.user() == null ? "input " + request.input() : "user " + request.user(),
                () -> PromptComplexity.NONE,
                constraints);
    }

    private static RoutingContext ofChat(ChatRequest request, Instant now, RoutingConstraints constraints) {
        return new RoutingContext(
                now,
                () -> TokenEstimate.prompt(request),
                TokenEstimate.completion(request, TokenEstimate.DEFAULT_COMPLETION),
                () -> stickyKey(request),
                () -> ComplexityClassifier.classify(request),
                constraints);
    }

    /** The named user, or else the start of the conversation: a provider's prompt cache holds that. */
    private static String stickyKey(ChatRequest request) {
        String user = ChatOptions.of(request).user();
        if (user != null) {
            return "user " + user;
        }
        StringBuilder beginning = new StringBuilder("conversation ");
        for (Message message : request.messages()) {
            beginning.append(message.content());
            if (message.role() == Role.USER) {
                break;
            }
        }
        return beginning.toString();
    }
}
