package dev.tollgate.strict;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** What a strict provider replies. */
record StrictAnswer(int status, String body) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** A success. */
    static StrictAnswer of(JsonNode json) {
        return new StrictAnswer(200, json.toString());
    }

    /** OpenAI's error for a bad request. */
    static StrictAnswer refusal(String message) {
        ObjectNode refusal = JSON.createObjectNode();
        refusal.putObject("error").put("message", message).put("type", "invalid_request_error");
        return new StrictAnswer(400, refusal.toString());
    }
}
