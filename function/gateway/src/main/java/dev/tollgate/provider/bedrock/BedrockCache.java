package dev.tollgate.provider.bedrock;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/**
 * What Anthropic's callers mark with {@code cache_control} ends at a cache point in Bedrock
 * (https://docs.aws.amazon.com/bedrock/latest/APIReference/API_runtime_CachePointBlock.html).
 */
final class BedrockCache {
    private BedrockCache() {}

    /** Adds a point where the fields of what was just added ask for one. */
    static void addPoint(Map<String, JsonNode> fields, ArrayNode blocks) {
        JsonNode control = fields.get("cache_control");
        if (control == null || !control.isObject() || blocks.isEmpty()) {
            return;
        }
        ObjectNode point = blocks.addObject().putObject("cachePoint").put("type", "default");
        if (control.path("ttl").isTextual()) {
            point.put("ttl", control.path("ttl").textValue());
        }
    }
}
