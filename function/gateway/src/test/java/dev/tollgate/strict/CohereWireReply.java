package dev.tollgate.strict;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tollgate.strict.ModelTurn.FunctionCall;

/** A reply in Cohere's form (https://docs.cohere.com/docs/streaming). */
record CohereWireReply(ApiCall call, ModelTurn turn) {

    ApiReply reply() {
        return call.streamed() ? ApiReply.events(events()) : ApiReply.json(200, whole().toString());
    }

    private boolean reasons() {
        return call.model().contains("reasoning");
    }

    private ObjectNode whole() {
        ObjectNode reply = JsonNodeFactory.instance
                .objectNode()
                .put("id", "c-" + ThoughtSignature.id(call.body().toString(), 12));
        ObjectNode message = reply.putObject("message").put("role", "assistant");
        ArrayNode content = message.putArray("content");
        if (turn.thinking() != null && reasons()) {
            content.addObject().put("type", "thinking").put("thinking", turn.thinking());
        }
        if (turn.text() != null && turn.calls().isEmpty()) {
            content.addObject().put("type", "text").put("text", turn.text());
        }
        if (!turn.calls().isEmpty()) {
            if (!reasons()) {
                message.put("tool_plan", "I will look it up.");
            }
            for (int i = 0; i < turn.calls().size(); i++) {
                message.withArray("tool_calls").add(call(i));
            }
        }
        return end(reply);
    }

    private ObjectNode end(ObjectNode into) {
        into.put("finish_reason", turn.calls().isEmpty() ? "COMPLETE" : "TOOL_CALL");
        into.putObject("usage").putObject("tokens").put("input_tokens", 12).put("output_tokens", 7);
        return into;
    }

    private String events() {
        StringBuilder events = new StringBuilder();
        ObjectNode start = JsonNodeFactory.instance
                .objectNode()
                .put("id", "c-" + ThoughtSignature.id(call.body().toString(), 12));
        event(events, "message-start", start);
        int index = 0;
        if (turn.thinking() != null && reasons()) {
            block(events, index++, "thinking", turn.thinking());
        }
        if (turn.text() != null && turn.calls().isEmpty()) {
            block(events, index, "text", turn.text());
        }
        if (!turn.calls().isEmpty() && !reasons()) {
            ObjectNode plan = JsonNodeFactory.instance.objectNode();
            plan.putObject("delta").putObject("message").put("tool_plan", "I will look it up.");
            event(events, "tool-plan-delta", plan);
        }
        for (int i = 0; i < turn.calls().size(); i++) {
            ObjectNode whole = call(i);
            String arguments = turn.calls().get(i).arguments();
            ((ObjectNode) whole.path("function")).put("arguments", "");
            event(events, "tool-call-start", piece(i, "tool_calls", whole));
            ObjectNode more = JsonNodeFactory.instance.objectNode();
            more.putObject("function").put("arguments", arguments);
            event(events, "tool-call-delta", piece(i, "tool_calls", more));
            event(events, "tool-call-end", JsonNodeFactory.instance.objectNode().put("index", i));
        }
        ObjectNode end = JsonNodeFactory.instance.objectNode();
        end.set("delta", end(JsonNodeFactory.instance.objectNode()));
        event(events, "message-end", end);
        return events.toString();
    }

    private static void block(StringBuilder events, int index, String type, String text) {
        ObjectNode empty =
                JsonNodeFactory.instance.objectNode().put("type", type).put(type, "");
        event(events, "content-start", piece(index, "content", empty));
        ObjectNode words = JsonNodeFactory.instance.objectNode().put(type, text);
        event(events, "content-delta", piece(index, "content", words));
        event(events, "content-end", JsonNodeFactory.instance.objectNode().put("index", index));
    }

    private static ObjectNode piece(int index, String field, ObjectNode value) {
        ObjectNode piece = JsonNodeFactory.instance.objectNode().put("index", index);
        piece.putObject("delta").putObject("message").set(field, value);
        return piece;
    }

    private ObjectNode call(int index) {
        FunctionCall function = turn.calls().get(index);
        String seed = call.body().path("messages").size() + function.name() + function.arguments() + index;
        ObjectNode node = JsonNodeFactory.instance
                .objectNode()
                .put("id", function.name() + "_" + ThoughtSignature.id(seed, 12))
                .put("type", "function");
        node.putObject("function").put("name", function.name()).put("arguments", function.arguments());
        return node;
    }

    private static void event(StringBuilder events, String type, ObjectNode fields) {
        ObjectNode data = JsonNodeFactory.instance.objectNode().put("type", type);
        data.setAll(fields);
        events.append("event: ").append(type).append("\ndata: ").append(data).append("\n\n");
    }
}
