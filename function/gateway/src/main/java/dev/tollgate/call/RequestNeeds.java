package dev.tollgate.call;

import dev.tollgate.limit.TokenEstimate;
import dev.tollgate.openai.ChatOptions;
import dev.tollgate.openai.ChatRequest;
import dev.tollgate.openai.EmbeddingRequest;
import dev.tollgate.openai.Message;
import dev.tollgate.openai.ModelRequest;
import dev.tollgate.openai.Part;
import dev.tollgate.openai.ResponseFormat;
import dev.tollgate.provider.Capability;
import dev.tollgate.route.Needs;
import java.util.EnumSet;
import java.util.Set;

/** What a request needs of a model, by what is in it. */
final class RequestNeeds {
    private RequestNeeds() {}

    static Needs of(ModelRequest request) {
        return switch (request) {
            case ChatRequest chat -> ofChat(chat);
            case EmbeddingRequest embedding -> ofEmbedding(embedding);
        };
    }

    /** Each input is read by itself, and nothing is written. */
    private static Needs ofEmbedding(EmbeddingRequest request) {
        return new Needs(Set.of(), () -> TokenEstimate.leastOfLongest(request.input()), 0, "input", false);
    }

    private static Needs ofChat(ChatRequest request) {
        Set<Capability> capabilities = EnumSet.noneOf(Capability.class);
        if (request.tools() != null && !request.tools().isEmpty()) {
            capabilities.add(Capability.TOOLS);
        }
        if (ChatOptions.of(request).responseFormat() instanceof ResponseFormat.JsonSchema) {
            capabilities.add(Capability.JSON_SCHEMA);
        }
        request.messages().forEach(message -> addParts(message, capabilities));
        Integer limit = request.completionLimit();
        return new Needs(capabilities, () -> TokenEstimate.leastPrompt(request), limit == null ? 0 : limit, "messages");
    }

    private static void addParts(Message message, Set<Capability> capabilities) {
        if (message.content() == null) {
            return;
        }
        for (Part part : message.content().asParts()) {
            switch (part) {
                case Part.Image _ -> capabilities.add(Capability.VISION);
                case Part.File _ -> capabilities.add(Capability.FILES);
                case Part.Text _, Part.Other _ -> {}
            }
        }
    }
}
