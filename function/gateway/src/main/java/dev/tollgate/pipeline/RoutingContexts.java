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

/** What a request says about where it may go. */
final class RoutingContexts {
    private RoutingContexts() {}

    static RoutingContext of(ModelRequest request, Instant now, RoutingConstraints routingConstraints) {
        return switch (request) {
            case ChatRequest chat -> ofChat(chat, now, routingConstraints);
            case EmbeddingRequest embedding -> ofEmbedding(embedding, now, routingConstraints);
        };
    }

    /** No vector is harder to find than another. */
    private static RoutingContext ofEmbedding(
            EmbeddingRequest request, Instant now, RoutingConstraints routingConstraints) {
        return new RoutingContext(
                now,
                () -> TokenEstimate.of(request),
                0,
                () -> request.user() == null ? "input " + request.input() : "user " + request.user(),
                () -> PromptComplexity.NONE,
                routingConstraints);
    }

    private static RoutingContext ofChat(ChatRequest request, Instant now, RoutingConstraints routingConstraints) {
        return new RoutingContext(
                now,
                () -> TokenEstimate.prompt(request),
                TokenEstimate.completion(request, TokenEstimate.DEFAULT_COMPLETION),
                () -> who(request),
                () -> ComplexityClassifier.classify(request),
                routingConstraints);
    }

    /** The user who is named, or else the conversation, by how it began: that is what a provider's cache has kept. */
    private static String who(ChatRequest request) {
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
