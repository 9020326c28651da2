package dev.tollgate.call;

import dev.tollgate.limit.TokenEstimate;
import dev.tollgate.openai.ChatOptions;
import dev.tollgate.openai.ChatRequest;
import dev.tollgate.openai.EmbeddingRequest;
import dev.tollgate.openai.Message;
import dev.tollgate.openai.ModelRequest;
import dev.tollgate.openai.Role;
import dev.tollgate.route.Classifier;
import dev.tollgate.route.Complexity;
import dev.tollgate.route.Conditions;
import dev.tollgate.route.Occasion;
import java.time.Instant;

/** What a request says about where it may go. */
final class Occasions {
    private Occasions() {}

    static Occasion of(ModelRequest request, Instant now, Conditions conditions) {
        return switch (request) {
            case ChatRequest chat -> ofChat(chat, now, conditions);
            case EmbeddingRequest embedding -> ofEmbedding(embedding, now, conditions);
        };
    }

    /** No vector is harder to find than another. */
    private static Occasion ofEmbedding(EmbeddingRequest request, Instant now, Conditions conditions) {
        return new Occasion(
                now,
                () -> TokenEstimate.of(request),
                0,
                () -> request.user() == null ? "input " + request.input() : "user " + request.user(),
                () -> Complexity.NONE,
                conditions);
    }

    private static Occasion ofChat(ChatRequest request, Instant now, Conditions conditions) {
        return new Occasion(
                now,
                () -> TokenEstimate.prompt(request),
                TokenEstimate.completion(request, TokenEstimate.DEFAULT_COMPLETION),
                () -> who(request),
                () -> Classifier.classify(request),
                conditions);
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
