package dev.tollgate.strict;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tollgate.strict.ModelTurn.FunctionCall;

/**
 * A reply in Google's form. The newer models sign the text, or the first of the calls
 * (https://ai.google.dev/gemini-api/docs/thought-signatures).
 */
record GeminiWireReply(ApiCall call, ModelTurn turn, boolean vertex) {

    ApiReply reply() {
        if (!call.streamed()) {
            return ApiReply.json(200, reply(parts(), true).toString());
        }
        ArrayNode parts = parts();
        StringBuilder events = new StringBuilder();
        for (int i = 0; i < parts.size(); i++) {
            ArrayNode one = JsonNodeFactory.instance.arrayNode().add(parts.get(i));
            events.append("data: ").append(reply(one, i == parts.size() - 1)).append("\n\n");
        }
        return ApiReply.events(events.toString());
    }

    /** The signature of a call. */
    static String signature(JsonNode functionCall) {
        return ThoughtSignature.of("google", functionCall.path("name").asText() + functionCall.path("args"));
    }

    private ArrayNode parts() {
        ArrayNode parts = JsonNodeFactory.instance.arrayNode();
        boolean signs = !call.model().startsWith("gemini-2");
        if (turn.thinking() != null) {
            parts.addObject().put("text", turn.thinking()).put("thought", true);
        }
        if (turn.text() != null) {
            ObjectNode text = parts.addObject().put("text", turn.text());
            if (signs) {
                text.put("thoughtSignature", ThoughtSignature.of("google", turn.text()));
            }
        }
        for (int i = 0; i < turn.calls().size(); i++) {
            FunctionCall function = turn.calls().get(i);
            ObjectNode part = parts.addObject();
            ObjectNode node = part.putObject("functionCall").put("name", function.name());
            node.set("args", AnthropicWire.parse(function.arguments()));
            if (signs && i == 0) {
                part.put("thoughtSignature", signature(node));
            }
        }
        return parts;
    }

    private ObjectNode reply(ArrayNode parts, boolean last) {
        ObjectNode reply = JsonNodeFactory.instance.objectNode();
        ObjectNode candidate = reply.putArray("candidates").addObject().put("index", 0);
        candidate.putObject("content").put("role", "model").set("parts", parts);
        if (last) {
            candidate.put("finishReason", "STOP");
        }
        reply.putObject("usageMetadata")
                .put("promptTokenCount", 12 * call.body().path("contents").size())
                .put("candidatesTokenCount", 7)
                .put("totalTokenCount", 19);
        reply.put("modelVersion", call.model());
        if (!vertex) {
            reply.put("responseId", ThoughtSignature.id(call.body().toString(), 22));
        }
        return reply;
    }
}
