package dev.tollgate.strict;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Each call needs its result right after it, and each result its call, as OpenAI and those that copy it require. */
final class ToolPairing {
    private final JsonRules rules;
    private final Set<String> open = new LinkedHashSet<>();

    ToolPairing(JsonRules rules) {
        this.rules = rules;
    }

    /** Checks all messages (https://community.openai.com/t/error-an-assistant-message-with-tool-calls-must-be-followed/). */
    void check(List<JsonNode> messages) {
        for (JsonNode message : messages) {
            if (message.path("role").asText().equals("tool")) {
                rules.require(
                        open.remove(message.path("tool_call_id").asText()),
                        "Invalid parameter: messages with role 'tool' must be a response to a preceeding message with "
                                + "'tool_calls'.");
            } else {
                requireNothingOpen();
                message.path("tool_calls")
                        .forEach(call -> open.add(call.path("id").asText()));
            }
        }
        requireNothingOpen();
    }

    private void requireNothingOpen() {
        rules.require(
                open.isEmpty(),
                "An assistant message with 'tool_calls' must be followed by tool messages responding to each"
                        + " 'tool_call_id'. The following tool_call_ids did not have response"
                        + " messages: " + String.join(", ", open));
    }
}
