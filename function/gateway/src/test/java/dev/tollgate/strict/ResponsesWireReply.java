package dev.tollgate.strict;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tollgate.strict.ModelTurn.FunctionCall;
import java.util.ArrayList;
import java.util.List;

/** A reply in the form of the Responses API (https://platform.openai.com/docs/api-reference/responses-streaming). */
record ResponsesWireReply(ApiCall call, ModelTurn turn) {

    ApiReply reply() {
        return call.streamed()
                ? ApiReply.events(events())
                : ApiReply.json(200, response("completed", items()).toString());
    }

    private ObjectNode response(String status, List<ObjectNode> output) {
        ObjectNode response = JsonNodeFactory.instance
                .objectNode()
                .put("id", "resp_" + ThoughtSignature.id(call.body().toString(), 40))
                .put("object", "response")
                .put("created_at", 1_741_476_542)
                .put("status", status)
                .put("model", call.model())
                .put("store", false)
                .put("parallel_tool_calls", true)
                .put("tool_choice", "auto");
        response.putArray("tools");
        response.putArray("output").addAll(output);
        if (status.equals("completed")) {
            ObjectNode usage = response.putObject("usage")
                    .put("input_tokens", 12)
                    .put("output_tokens", 7)
                    .put("total_tokens", 19);
            usage.putObject("input_tokens_details").put("cached_tokens", 0);
            usage.putObject("output_tokens_details").put("reasoning_tokens", 0);
        } else {
            response.putNull("usage");
        }
        return response;
    }

    private List<ObjectNode> items() {
        List<ObjectNode> items = new ArrayList<>();
        if (turn.thinking() != null) {
            ObjectNode thought = item("rs_", "reasoning", items.size());
            thought.putArray("summary").addObject().put("type", "summary_text").put("text", turn.thinking());
            items.add(thought.put("encrypted_content", ThoughtSignature.of("openai", turn.thinking())));
        }
        if (turn.text() != null) {
            ObjectNode message = item("msg_", "message", items.size())
                    .put("role", "assistant")
                    .put("status", "completed");
            message.putArray("content")
                    .addObject()
                    .put("type", "output_text")
                    .put("text", turn.text())
                    .putArray("annotations");
            items.add(message);
        }
        for (FunctionCall function : turn.calls()) {
            ObjectNode item = item("fc_", "function_call", items.size());
            items.add(item.put("call_id", "call_" + item.path("id").asText())
                    .put("name", function.name())
                    .put("arguments", function.arguments())
                    .put("status", "completed"));
        }
        return items;
    }

    private ObjectNode item(String prefix, String type, int index) {
        String seed = call.body().path("input").size() + type + index;
        return JsonNodeFactory.instance
                .objectNode()
                .put("id", prefix + ThoughtSignature.id(seed, 24))
                .put("type", type);
    }

    /** Whole items without their deltas: clients read the text of an item from its end. */
    private String events() {
        List<ObjectNode> items = items();
        List<ObjectNode> events = new ArrayList<>();
        events.add(event("response.created").set("response", response("in_progress", List.of())));
        for (int i = 0; i < items.size(); i++) {
            ObjectNode started = items.get(i).deepCopy().put("status", "in_progress");
            started.replace(
                    "content", started.has("content") ? JsonNodeFactory.instance.arrayNode() : started.path("content"));
            events.add(event("response.output_item.added")
                    .put("output_index", i)
                    .set("item", items.get(i).path("type").asText().equals("message") ? started : items.get(i)));
            addText(events, i, items.get(i));
            events.add(event("response.output_item.done").put("output_index", i).set("item", items.get(i)));
        }
        events.add(event("response.completed").set("response", response("completed", items)));
        StringBuilder written = new StringBuilder();
        for (int i = 0; i < events.size(); i++) {
            ObjectNode event = events.get(i).put("sequence_number", i);
            written.append("event: ")
                    .append(event.path("type").asText())
                    .append("\ndata: ")
                    .append(event)
                    .append("\n\n");
        }
        return written.toString();
    }

    private static void addText(List<ObjectNode> events, int index, ObjectNode item) {
        ArrayNode parts = item.path("content") instanceof ArrayNode content ? content : item.arrayNode();
        for (int i = 0; i < parts.size(); i++) {
            ObjectNode part = (ObjectNode) parts.get(i);
            ObjectNode empty = part.deepCopy().put("text", "");
            events.add(of("response.content_part.added", item, index, i).set("part", empty));
            events.add(of("response.output_text.delta", item, index, i)
                    .put("delta", part.path("text").asText()));
            events.add(of("response.output_text.done", item, index, i)
                    .put("text", part.path("text").asText()));
            events.add(of("response.content_part.done", item, index, i).set("part", part));
        }
    }

    private static ObjectNode of(String type, ObjectNode item, int index, int part) {
        return event(type)
                .put("item_id", item.path("id").asText())
                .put("output_index", index)
                .put("content_index", part);
    }

    private static ObjectNode event(String type) {
        return JsonNodeFactory.instance.objectNode().put("type", type);
    }
}
