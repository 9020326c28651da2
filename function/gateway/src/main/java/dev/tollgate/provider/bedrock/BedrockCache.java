package dev.tollgate.provider.bedrock;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/**
 * Converts Anthropic's {@code cache_control} to Bedrock's cache points
 * (https://docs.aws.amazon.com/bedrock/latest/APIReference/API_runtime_CachePointBlock.html).
 */
final class BedrockCache {
    private BedrockCache() {}

    /** Adds a cache point after the last block, if its fields request one. */
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
