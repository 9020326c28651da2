package dev.tollgate.strict;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Mistral's chat API (https://docs.mistral.ai/api/endpoint/chat), which forbids every field that it does not know. */
final class StrictMistral extends StrictOpenAi {
    private static final Set<String> FIELDS =
            Set.of(("model messages stream max_tokens n temperature top_p tools tool_choice parallel_tool_calls"
                            + " response_format stop random_seed presence_penalty frequency_penalty prediction prompt_mode"
                            + " safe_prompt metadata reasoning_effort prompt_cache_key")
                    .split(" "));
    /** https://github.com/vercel/ai/issues/1980 and many more. */
    private static final Pattern CALL_ID = Pattern.compile("[a-zA-Z0-9]{9}");

    @Override
    public void check(ApiCall call) {
        super.check(call);
        List<JsonNode> messages = JsonRules.list(call.body().path("messages"));
        String before = "";
        for (JsonNode message : messages) {
            String role = message.path("role").asText();
            // https://github.com/mistralai/client-python/issues/185
            rules.require(!(before.equals("tool") && role.equals("user")), "Unexpected role 'user' after role 'tool'");
            rules.require(
                    !(role.equals("system") && before.equals("assistant")),
                    "Unexpected role 'system' after role 'assistant'");
            before = role;
        }
        JsonNode last = messages.getLast();
        rules.require(
                !before.equals("assistant") || last.path("prefix").asBoolean(),
                "Expected last role User or Tool (or Assistant with prefix True) for serving but got assistant");
    }

    @Override
    Set<String> fields(String model) {
        return FIELDS;
    }

    @Override
    Set<String> messageFields(String role) {
        return switch (role) {
            case "assistant" -> Set.of("role", "content", "tool_calls", "prefix");
            case "tool" -> Set.of("role", "content", "name", "tool_call_id");
            case "developer" -> Set.of();
            default -> Set.of("role", "content");
        };
    }

    @Override
    void checkMessage(ApiCall call, JsonNode message, int index) {
        super.checkMessage(call, message, index);
        rules.require(
                !message.path("role").asText().equals("assistant")
                        || message.has("tool_calls")
                        || !message.path("content").isEmpty()
                        || !message.path("content").asText().isEmpty(),
                "Assistant message must have either content or tool_calls, but not none.");
    }

    /** Thinking is a part of an assistant's content (https://docs.mistral.ai/capabilities/reasoning). */
    @Override
    void checkPart(JsonNode part, String role, String path) {
        if (!part.path("type").asText().equals("thinking") || !role.equals("assistant")) {
            super.checkPart(part, role, path);
        }
    }

    @Override
    void checkCallId(String id, String path) {
        rules.matches(id, CALL_ID, "Tool call id was " + id + " but must be a-z, A-Z, 0-9, with a length of 9.");
    }

    @Override
    void checkSampling(String model, JsonNode body) {
        rules.require(!body.has("n") || body.path("n").asInt() >= 1, "n must be at least 1");
    }

    @Override
    Set<String> callFields() {
        return Set.of("id", "type", "function", "index");
    }

    @Override
    String unknownField() {
        return "extra_forbidden: body.%s: Extra inputs are not permitted";
    }

    @Override
    String unknownMessageField(int index, String role) {
        return "extra_forbidden: body.messages." + index + "." + role + ".%s: Extra inputs are not permitted";
    }

    @Override
    ApiViolation refusal(String message) {
        ObjectNode body =
                JsonNodeFactory.instance.objectNode().put("object", "error").put("type", "invalid_request_error");
        boolean extra = message.startsWith("extra_forbidden");
        if (extra) {
            body.putObject("message")
                    .putArray("detail")
                    .addObject()
                    .put("type", "extra_forbidden")
                    .put("msg", message);
        } else {
            body.put("message", message);
        }
        return new ApiViolation(extra ? 422 : 400, message, body);
    }

    @Override
    boolean saysSomething(JsonNode message) {
        return message.path("tool_calls").isArray();
    }

    @Override
    OpenAiWire wire() {
        return new OpenAiWire(OpenAiWire.Reasoning.PART, "", 9);
    }
}
