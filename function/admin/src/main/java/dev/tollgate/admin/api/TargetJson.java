package dev.tollgate.admin.api;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tollgate.admin.TargetHealthReport.TargetState;

/** The health of targets as JSON. */
public final class TargetJson {
    private TargetJson() {}

    public static ObjectNode of(TargetState target) {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("target", target.target())
                .put("state", target.state());
        AliasJson.figures(json, target);
        return json.put("seen_at", target.seenAt().toString());
    }
}
