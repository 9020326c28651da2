package dev.tollgate.strict;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** What a strict provider replies. */
record StrictAnswer(int status, String body) {
    static StrictAnswer of(JsonNode json) {
        return new StrictAnswer(200, json.toString());
    }

    /** A refused request, in OpenAI's form. */
    static StrictAnswer refusal(String message) {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        document.putObject("error").put("message", message).put("type", "invalid_request_error");
        return new StrictAnswer(400, document.toString());
    }
}
