package dev.tollgate.strict;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tollgate.golden.EventFrames;
import dev.tollgate.strict.ModelTurn.FunctionCall;
import java.nio.charset.StandardCharsets;

/** A reply in the form of Converse and ConverseStream. */
record BedrockWireReply(ApiCall call, ModelTurn turn) {

    ApiReply reply() {
        return call.streamed()
                ? new ApiReply(
                        200,
                        "application/vnd.amazon.eventstream",
                        EventFrames.encode(events().getBytes(StandardCharsets.UTF_8)))
                : ApiReply.json(200, whole().toString());
    }

    private ObjectNode whole() {
        ObjectNode reply = JsonNodeFactory.instance.objectNode();
        reply.putObject("output").putObject("message").put("role", "assistant").set("content", blocks());
        reply.put("stopReason", stop()).set("usage", usage());
        return reply;
    }

    private ArrayNode blocks() {
        ArrayNode blocks = JsonNodeFactory.instance.arrayNode();
        if (turn.thinking() != null) {
            blocks.addObject()
                    .putObject("reasoningContent")
                    .putObject("reasoningText")
                    .put("text", turn.thinking())
                    .put("signature", ThoughtSignature.of("anthropic", turn.thinking()));
        }
        if (turn.text() != null) {
            blocks.addObject().put("text", turn.text());
        }
        for (int i = 0; i < turn.calls().size(); i++) {
            FunctionCall function = turn.calls().get(i);
            String seed = call.body().path("messages").size() + function.name() + function.arguments() + i;
            blocks.addObject()
                    .putObject("toolUse")
                    .put("toolUseId", "tooluse_" + ThoughtSignature.id(seed, 22))
                    .put("name", function.name())
                    .set("input", AnthropicWire.parse(function.arguments()));
        }
        return blocks;
    }

    private String events() {
        StringBuilder events = new StringBuilder("{\"messageStart\":{\"role\":\"assistant\"}}\n");
        ArrayNode blocks = blocks();
        for (int i = 0; i < blocks.size(); i++) {
            block(events, i, blocks.get(i));
        }
        events.append("{\"messageStop\":{\"stopReason\":\"").append(stop()).append("\"}}\n");
        return events.append("{\"metadata\":{\"usage\":")
                .append(usage())
                .append("}}\n")
                .toString();
    }

    private static void block(StringBuilder events, int index, JsonNode block) {
        ObjectNode delta = JsonNodeFactory.instance.objectNode();
        if (block.has("toolUse")) {
            ObjectNode start = JsonNodeFactory.instance.objectNode();
            ObjectNode use = start.putObject("start").putObject("toolUse");
            use.set("toolUseId", block.path("toolUse").path("toolUseId"));
            use.set("name", block.path("toolUse").path("name"));
            event(events, "contentBlockStart", index, start);
            delta.putObject("toolUse")
                    .put("input", block.path("toolUse").path("input").toString());
        } else if (block.has("reasoningContent")) {
            JsonNode text = block.path("reasoningContent").path("reasoningText");
            ObjectNode thought = JsonNodeFactory.instance.objectNode();
            thought.putObject("delta").putObject("reasoningContent").set("text", text.path("text"));
            event(events, "contentBlockDelta", index, thought);
            delta.putObject("reasoningContent").set("signature", text.path("signature"));
        } else {
            delta.set("text", block.path("text"));
        }
        event(
                events,
                "contentBlockDelta",
                index,
                JsonNodeFactory.instance.objectNode().<ObjectNode>set("delta", delta));
        event(events, "contentBlockStop", index, JsonNodeFactory.instance.objectNode());
    }

    private static void event(StringBuilder events, String name, int index, ObjectNode fields) {
        fields.put("contentBlockIndex", index);
        events.append(JsonNodeFactory.instance.objectNode().set(name, fields).toString())
                .append('\n');
    }

    private String stop() {
        return turn.calls().isEmpty() ? "end_turn" : "tool_use";
    }

    private static JsonNode usage() {
        return JsonNodeFactory.instance
                .objectNode()
                .put("inputTokens", 12)
                .put("outputTokens", 7)
                .put("totalTokens", 19);
    }
}
