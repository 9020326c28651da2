package dev.tollgate.strict;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/** A Converse request to Claude as Bedrock hands it to the model, so that Anthropic's own rules apply. */
final class BedrockClaude {
    private static final Map<String, String> SETTINGS =
            Map.of("maxTokens", "max_tokens", "temperature", "temperature", "topP", "top_p");

    private BedrockClaude() {}

    static ApiCall asAnthropic(ApiCall call, JsonNode extra, JsonNode config) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        SETTINGS.forEach((bedrock, anthropic) -> {
            if (config.has(bedrock)) {
                body.set(anthropic, config.get(bedrock));
            }
        });
        extra.properties().forEach(field -> body.set(field.getKey(), field.getValue()));
        JsonNode choice = call.body().path("toolConfig").path("toolChoice");
        if (choice.has("any") || choice.has("tool")) {
            body.putObject("tool_choice").put("type", choice.has("any") ? "any" : "tool");
        }
        ArrayNode messages = body.putArray("messages");
        for (JsonNode message : call.body().path("messages")) {
            ArrayNode blocks = messages.addObject()
                    .put("role", message.path("role").asText())
                    .putArray("content");
            message.path("content").forEach(block -> blocks.add(block(block)));
        }
        return new ApiCall(call.path(), call.model(), call.streamed(), body);
    }

    private static ObjectNode block(JsonNode block) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        JsonNode reasoning = block.path("reasoningContent");
        if (reasoning.has("redactedContent")) {
            return node.put("type", "redacted_thinking");
        }
        if (reasoning.has("reasoningText")) {
            node.put("type", "thinking")
                    .set("thinking", reasoning.path("reasoningText").path("text"));
            node.set("signature", reasoning.path("reasoningText").path("signature"));
            return node;
        }
        String kind = block.has("toolUse") ? "tool_use" : block.has("toolResult") ? "tool_result" : "text";
        return node.put("type", kind);
    }
}
