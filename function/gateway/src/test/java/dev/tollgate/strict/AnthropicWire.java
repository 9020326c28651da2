package dev.tollgate.strict;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tollgate.strict.ModelTurn.FunctionCall;
import java.io.IOException;
import java.io.UncheckedIOException;

/** A reply in Anthropic's form (https://platform.claude.com/docs/en/build-with-claude/streaming). */
record AnthropicWire(ApiCall call, ModelTurn turn) {
    private static final ObjectMapper JSON = new ObjectMapper();

    ApiReply reply() {
        return call.streamed() ? ApiReply.events(events()) : ApiReply.json(200, whole().toString());
    }

    private ObjectNode whole() {
        ObjectNode message = JsonNodeFactory.instance
                .objectNode()
                .put("id", "msg_" + ThoughtSignature.id(call.body().toString(), 20))
                .put("type", "message")
                .put("role", "assistant")
                .put("model", call.model());
        message.set("content", blocks());
        message.put("stop_reason", turn.calls().isEmpty() ? "end_turn" : "tool_use")
                .putNull("stop_sequence");
        message.putObject("usage").put("input_tokens", 12).put("output_tokens", 7);
        return message;
    }

    private ArrayNode blocks() {
        ArrayNode blocks = JsonNodeFactory.instance.arrayNode();
        if (turn.thinking() != null) {
            blocks.addObject()
                    .put("type", "thinking")
                    .put("thinking", turn.thinking())
                    .put("signature", ThoughtSignature.of("anthropic", turn.thinking()));
        }
        if (turn.text() != null) {
            blocks.addObject().put("type", "text").put("text", turn.text());
        }
        for (int i = 0; i < turn.calls().size(); i++) {
            FunctionCall function = turn.calls().get(i);
            String seed = call.body().path("messages").size() + function.name() + function.arguments() + i;
            blocks.addObject()
                    .put("type", "tool_use")
                    .put("id", "toolu_01" + ThoughtSignature.id(seed, 22))
                    .put("name", function.name())
                    .set("input", parse(function.arguments()));
        }
        return blocks;
    }

    private String events() {
        ObjectNode whole = whole();
        ArrayNode blocks = (ArrayNode) whole.get("content");
        JsonNode stop = whole.get("stop_reason");
        ObjectNode start = whole.deepCopy().putNull("stop_reason");
        start.putArray("content");
        StringBuilder events = new StringBuilder();
        event(events, "message_start", JsonNodeFactory.instance.objectNode().<ObjectNode>set("message", start));
        for (int i = 0; i < blocks.size(); i++) {
            block(events, i, (ObjectNode) blocks.get(i));
        }
        ObjectNode end = JsonNodeFactory.instance.objectNode();
        end.putObject("delta").put("stop_reason", stop.asText()).putNull("stop_sequence");
        end.putObject("usage").put("output_tokens", 7);
        event(events, "message_delta", end);
        event(events, "message_stop", JsonNodeFactory.instance.objectNode());
        return events.toString();
    }

    private static void block(StringBuilder events, int index, ObjectNode block) {
        ObjectNode empty = block.deepCopy();
        switch (block.path("type").asText()) {
            case "thinking" -> {
                start(events, index, empty.put("thinking", "").put("signature", ""));
                delta(
                        events,
                        index,
                        "thinking_delta",
                        "thinking",
                        block.path("thinking").asText());
                delta(
                        events,
                        index,
                        "signature_delta",
                        "signature",
                        block.path("signature").asText());
            }
            case "tool_use" -> {
                empty.putObject("input");
                start(events, index, empty);
                delta(
                        events,
                        index,
                        "input_json_delta",
                        "partial_json",
                        block.path("input").toString());
            }
            default -> {
                start(events, index, empty.put("text", ""));
                delta(events, index, "text_delta", "text", block.path("text").asText());
            }
        }
        event(
                events,
                "content_block_stop",
                JsonNodeFactory.instance.objectNode().put("index", index));
    }

    private static void start(StringBuilder events, int index, ObjectNode block) {
        event(
                events,
                "content_block_start",
                JsonNodeFactory.instance.objectNode().put("index", index).<ObjectNode>set("content_block", block));
    }

    private static void delta(StringBuilder events, int index, String type, String field, String value) {
        ObjectNode fields = JsonNodeFactory.instance.objectNode().put("index", index);
        fields.putObject("delta").put("type", type).put(field, value);
        event(events, "content_block_delta", fields);
    }

    private static void event(StringBuilder events, String type, ObjectNode fields) {
        ObjectNode data = JsonNodeFactory.instance.objectNode().put("type", type);
        data.setAll(fields);
        events.append("event: ").append(type).append("\ndata: ").append(data).append("\n\n");
    }

    /** Arguments as JSON. */
    static JsonNode parse(String arguments) {
        try {
            return JSON.readTree(arguments);
        } catch (IOException notJson) {
            throw new UncheckedIOException(notJson);
        }
    }
}
