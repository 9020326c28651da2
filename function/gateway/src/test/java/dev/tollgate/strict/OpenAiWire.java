package dev.tollgate.strict;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tollgate.strict.ModelTurn.FunctionCall;
import java.util.List;

/**
 * Replies in OpenAI's form.
 *
 * @param reasoning the field with what the model thought
 * @param idPrefix how the ids of calls start
 * @param idLength how many more characters they have
 */
record OpenAiWire(Reasoning reasoning, String idPrefix, int idLength) {

    /** Where providers say what the model thought. */
    enum Reasoning {
        /** Nowhere, as OpenAI. */
        HIDDEN,
        /** In {@code reasoning_content}, as DeepSeek (https://api-docs.deepseek.com/guides/thinking_mode). */
        CONTENT,
        /** In {@code reasoning}, as Groq (https://console.groq.com/docs/reasoning). */
        PLAIN,
        /** In {@code reasoning} and signed in {@code reasoning_details}, as OpenRouter does for Claude. */
        DETAILS,
        /** As a part of the content, as Mistral (https://docs.mistral.ai/capabilities/reasoning). */
        PART
    }

    ApiReply reply(ApiCall call, ModelTurn turn) {
        return call.streamed() ? ApiReply.events(events(call, turn)) : ApiReply.json(200, whole(call, turn));
    }

    private String whole(ApiCall call, ModelTurn turn) {
        ObjectNode message = JsonNodeFactory.instance.objectNode().put("role", "assistant");
        content(message, turn);
        if (!turn.calls().isEmpty()) {
            for (int i = 0; i < turn.calls().size(); i++) {
                message.withArray("tool_calls").add(call(call, turn.calls().get(i), i));
            }
        }
        ObjectNode reply = envelope("chat.completion", call);
        reply.putArray("choices")
                .addObject()
                .put("index", 0)
                .put("finish_reason", finish(turn))
                .set("message", message);
        reply.set("usage", usage());
        return reply.toString();
    }

    private String events(ApiCall call, ModelTurn turn) {
        ObjectNode first = JsonNodeFactory.instance.objectNode().put("role", "assistant");
        content(first, turn);
        StringBuilder events = new StringBuilder(event(call, first, null));
        for (int i = 0; i < turn.calls().size(); i++) {
            ObjectNode whole = call(call, turn.calls().get(i), i);
            String arguments = turn.calls().get(i).arguments();
            ((ObjectNode) whole.path("function")).put("arguments", "");
            events.append(event(call, calls(whole.put("index", i)), null));
            ObjectNode more = JsonNodeFactory.instance.objectNode().put("index", i);
            more.putObject("function").put("arguments", arguments);
            events.append(event(call, calls(more), null));
        }
        events.append(event(call, JsonNodeFactory.instance.objectNode(), finish(turn)));
        ObjectNode last = envelope("chat.completion.chunk", call);
        last.putArray("choices");
        last.set("usage", usage());
        return events.append("data: ")
                .append(last)
                .append("\n\ndata: [DONE]\n\n")
                .toString();
    }

    private void content(ObjectNode message, ModelTurn turn) {
        message.put("content", turn.text());
        if (turn.thinking() == null) {
            return;
        }
        switch (reasoning) {
            case HIDDEN -> {}
            case CONTENT -> message.put("reasoning_content", turn.thinking());
            case PLAIN -> message.put("reasoning", turn.thinking());
            case DETAILS ->
                message.put("reasoning", turn.thinking())
                        .putArray("reasoning_details")
                        .addObject()
                        .put("type", "reasoning.text")
                        .put("text", turn.thinking())
                        .put("signature", ThoughtSignature.of("anthropic", turn.thinking()))
                        .put("format", "anthropic-claude-v1")
                        .put("index", 0);
            case PART -> {
                var parts = message.putArray("content");
                parts.addObject()
                        .put("type", "thinking")
                        .putArray("thinking")
                        .addObject()
                        .put("type", "text")
                        .put("text", turn.thinking());
                if (turn.text() != null) {
                    parts.addObject().put("type", "text").put("text", turn.text());
                }
            }
        }
    }

    private ObjectNode call(ApiCall call, FunctionCall function, int index) {
        String seed = call.body().path("messages").size() + function.name() + function.arguments() + index;
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("id", idPrefix + ThoughtSignature.id(seed, idLength)).put("type", "function");
        node.putObject("function").put("name", function.name()).put("arguments", function.arguments());
        return node;
    }

    private static ObjectNode calls(ObjectNode piece) {
        ObjectNode delta = JsonNodeFactory.instance.objectNode();
        delta.putArray("tool_calls").add(piece);
        return delta;
    }

    private static String event(ApiCall call, ObjectNode delta, String finish) {
        ObjectNode chunk = envelope("chat.completion.chunk", call);
        chunk.putArray("choices")
                .addObject()
                .put("index", 0)
                .put("finish_reason", finish)
                .set("delta", delta);
        return "data: " + chunk + "\n\n";
    }

    private static ObjectNode envelope(String object, ApiCall call) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("id", "chatcmpl-" + ThoughtSignature.id(call.body().toString(), 12))
                .put("object", object)
                .put("created", 1_760_000_000)
                .put("model", call.model());
    }

    private static JsonNode usage() {
        return JsonNodeFactory.instance
                .objectNode()
                .put("prompt_tokens", 12)
                .put("completion_tokens", 7)
                .put("total_tokens", 19);
    }

    private static String finish(ModelTurn turn) {
        return List.of().equals(turn.calls()) ? "stop" : "tool_calls";
    }
}
