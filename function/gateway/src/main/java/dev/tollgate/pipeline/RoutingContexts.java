package dev.tollgate.pipeline;

import dev.tollgate.call.CallContext;
import dev.tollgate.limit.TokenEstimate;
import dev.tollgate.openai.ChatOptions;
import dev.tollgate.openai.ChatRequest;
import dev.tollgate.openai.EmbeddingRequest;
import dev.tollgate.openai.GatewayFields;
import dev.tollgate.openai.MediaRequest;
import dev.tollgate.openai.Message;
import dev.tollgate.openai.ModelRequest;
import dev.tollgate.openai.Role;
import dev.tollgate.route.PromptComplexity;
import dev.tollgate.route.RoutingConstraints;
import dev.tollgate.route.RoutingContext;
import dev.tollgate.tiering.ComplexityClassifier;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

/** Derives from a request what routing depends on. */
final class RoutingContexts {
    private RoutingContexts() {}

    static RoutingContext of(CallContext<?> context, Instant now, RoutingConstraints constraints) {
        return switch (context.request()) {
            case ChatRequest chat -> ofChat(chat, session(context), now, constraints);
            case EmbeddingRequest embedding ->
                ofOther(
                        embedding,
                        () -> embedding.user() == null ? "input " + embedding.input() : "user " + embedding.user(),
                        now,
                        constraints);
            case MediaRequest media -> ofOther(media, () -> stickyKey(media), now, constraints);
        };
    }

    /** What a conversation is called is up to each key: another key's of the same name is another one. */
    private static Optional<String> session(CallContext<?> context) {
        return GatewayFields.session(context.request())
                .or(context::session)
                .map(name -> "session " + context.key().id() + " " + name);
    }

    /** No embedding or image is more complex than another, and no provider caches what it reads for one. */
    private static RoutingContext ofOther(
            ModelRequest request, Supplier<String> stickyKey, Instant now, RoutingConstraints constraints) {
        return new RoutingContext(
                now,
                () -> TokenEstimate.of(request),
                0,
                Optional.empty(),
                stickyKey,
                Optional::empty,
                () -> PromptComplexity.NONE,
                constraints);
    }

    private static String stickyKey(MediaRequest request) {
        String user = request.text("user");
        return user == null ? "fields " + request.extra() : "user " + user;
    }

    private static RoutingContext ofChat(
            ChatRequest request, Optional<String> session, Instant now, RoutingConstraints constraints) {
        return new RoutingContext(
                now,
                () -> TokenEstimate.prompt(request),
                TokenEstimate.completion(request, TokenEstimate.DEFAULT_COMPLETION),
                session,
                () -> stickyKey(request),
                () -> usersConversation(request),
                () -> ComplexityClassifier.classify(request),
                constraints);
    }

    /** The named user, or else the start of the conversation: a provider's prompt cache holds that. */
    private static String stickyKey(ChatRequest request) {
        String user = ChatOptions.of(request).user();
        return user == null ? beginning(request) : "user " + user;
    }

    /** A user has several conversations, and some callers name one user for all of them. */
    private static Optional<String> usersConversation(ChatRequest request) {
        return Optional.ofNullable(ChatOptions.of(request).user())
                .filter(user -> !user.isBlank())
                .map(user -> "user " + user + " " + beginning(request));
    }

    private static String beginning(ChatRequest request) {
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
