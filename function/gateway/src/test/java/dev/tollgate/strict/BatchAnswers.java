package dev.tollgate.strict;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** What OpenAI says of single lines of a batch. */
public final class BatchAnswers {
    private static final ObjectMapper JSON = new ObjectMapper();

    private BatchAnswers() {}

    /** An answer: 10 tokens of a prompt, and 5 of an answer. */
    public static JsonNode answered(String text) {
        ObjectNode body = JSON.createObjectNode()
                .put("id", "c1")
                .put("object", "chat.completion")
                .put("created", 1)
                .put("model", "m-2026");
        ObjectNode choice = body.putArray("choices").addObject().put("index", 0);
        choice.put("finish_reason", "stop")
                .putObject("message")
                .put("role", "assistant")
                .put("content", text);
        body.putObject("usage")
                .put("prompt_tokens", 10)
                .put("completion_tokens", 5)
                .put("total_tokens", 15);
        ObjectNode response = JSON.createObjectNode().put("status_code", 200).put("request_id", "r1");
        response.set("body", body);
        return response;
    }

    /** The same answer without a count of tokens. */
    public static JsonNode uncounted(String text) {
        ObjectNode response = (ObjectNode) answered(text);
        ((ObjectNode) response.path("body")).remove("usage");
        return response;
    }

    /** A success that is no answer. */
    public static JsonNode unreadable() {
        ObjectNode response = (ObjectNode) answered("");
        response.putObject("body").put("object", "chat.completion");
        return response;
    }
}
