package dev.tollgate.failover;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tollgate.openai.GatewayFields;
import dev.tollgate.openai.ModelRequest;
import dev.tollgate.provider.KnownProviders;
import dev.tollgate.route.Target;
import java.util.Map;

/** Decides which fields of a request are for the gateway alone, and which go on to a target. */
final class TargetFields {
    private TargetFields() {}

    /**
     * The fields for this target. A provider that routes requests itself gets what directs that. If the request names nothing but its
     * models, the names of providers are its own names, too.
     */
    static Map<String, JsonNode> of(ModelRequest request, Target target) {
        if (!KnownProviders.quirks(target.provider()).routes()) {
            return GatewayFields.without(request.extra());
        }
        String prefix = target.provider().name() + "/";
        return request.requestedModels().stream().allMatch(model -> model.startsWith(prefix))
                ? request.extra()
                : GatewayFields.withoutProviderNames(request.extra());
    }
}
