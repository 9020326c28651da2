package dev.tollgate.pipeline;

import dev.tollgate.limit.TokenEstimate;
import dev.tollgate.openai.ChatOptions;
import dev.tollgate.openai.ChatRequest;
import dev.tollgate.openai.ContentPart;
import dev.tollgate.openai.EmbeddingRequest;
import dev.tollgate.openai.MediaRequest;
import dev.tollgate.openai.Message;
import dev.tollgate.openai.ModelRequest;
import dev.tollgate.openai.ResponseFormat;
import dev.tollgate.provider.ModelCapability;
import dev.tollgate.route.ModelNeeds;
import java.util.EnumSet;
import java.util.Set;

/** Derives from a request what it needs of a model. */
final class RequestNeeds {
    private RequestNeeds() {}

    static ModelNeeds of(ModelRequest request) {
        return switch (request) {
            case ChatRequest chat -> ofChat(chat);
            case EmbeddingRequest embedding -> ofEmbedding(embedding);
            case MediaRequest _ -> ofMedia();
        };
    }

    /** The model reads each input separately, and writes nothing. */
    private static ModelNeeds ofEmbedding(EmbeddingRequest request) {
        return new ModelNeeds(Set.of(), () -> TokenEstimate.minOfLongest(request.input()), 0, "input", false);
    }

    /** What such a model can do, and how much it reads at once, is known to its provider only. */
    private static ModelNeeds ofMedia() {
        return new ModelNeeds(Set.of(), () -> 0, 0, "input", false);
    }

    private static ModelNeeds ofChat(ChatRequest request) {
        Set<ModelCapability> capabilities = EnumSet.noneOf(ModelCapability.class);
        if (request.tools() != null && !request.tools().isEmpty()) {
            capabilities.add(ModelCapability.TOOLS);
        }
        if (ChatOptions.of(request).responseFormat() instanceof ResponseFormat.JsonSchema) {
            capabilities.add(ModelCapability.JSON_SCHEMA);
        }
        request.messages().forEach(message -> addParts(message, capabilities));
        Integer limit = request.completionLimit();
        return new ModelNeeds(
                capabilities, () -> TokenEstimate.minPrompt(request), limit == null ? 0 : limit, "messages");
    }

    private static void addParts(Message message, Set<ModelCapability> capabilities) {
        if (message.content() == null) {
            return;
        }
        for (ContentPart part : message.content().asParts()) {
            switch (part) {
                case ContentPart.Image _ -> capabilities.add(ModelCapability.VISION);
                case ContentPart.File _ -> capabilities.add(ModelCapability.FILES);
                case ContentPart.Text _, ContentPart.Other _ -> {}
            }
        }
    }
}
