package dev.tollgate.route;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tollgate.openai.ChatRequest;
import dev.tollgate.openai.EmbeddingRequest;
import dev.tollgate.openai.GatewayFields;
import dev.tollgate.openai.MediaBody;
import dev.tollgate.openai.MediaRequest;
import dev.tollgate.openai.ModelRequest;
import dev.tollgate.provider.KnownProviders;
import java.util.Map;

/**
 * Decides which fields of a request are for the gateway alone, and which go on to a target. A provider that routes requests itself gets
 * what directs that. If the request names nothing but its models, the names of providers are its own names, too.
 */
public final class TargetFields {
    private TargetFields() {}

    /** The request with the fields for this target. */
    public static ChatRequest of(ChatRequest request, Target target) {
        return request.withExtra(fields(request, target));
    }

    /** The same for embeddings. */
    public static EmbeddingRequest of(EmbeddingRequest request, Target target) {
        return request.withExtra(fields(request, target));
    }

    /** The same for the other endpoints. A form has none of these fields. */
    public static MediaRequest of(MediaRequest request, Target target) {
        return switch (request.body()) {
            case MediaBody.Json _ -> request.with(new MediaBody.Json(fields(request, target)));
            case MediaBody.Form _ -> request;
        };
    }

    private static Map<String, JsonNode> fields(ModelRequest request, Target target) {
        if (!KnownProviders.quirks(target.provider()).routes()) {
            return GatewayFields.without(request.extra());
        }
        String prefix = target.provider().name() + "/";
        return request.requestedModels().stream().allMatch(model -> model.startsWith(prefix))
                ? request.extra()
                : GatewayFields.withoutProviderNames(request.extra());
    }
}
