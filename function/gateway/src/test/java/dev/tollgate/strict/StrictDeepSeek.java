package dev.tollgate.strict;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Set;

/** DeepSeek's chat API (https://api-docs.deepseek.com/api/create-chat-completion), which ignores fields it does not know. */
final class StrictDeepSeek extends StrictOpenAi {

    @Override
    public void check(ApiCall call) {
        super.check(call);
        if (!call.model().equals("deepseek-reasoner")) {
            return;
        }
        List<JsonNode> messages = JsonRules.list(call.body().path("messages"));
        int turn = 0;
        for (int i = 0; i < messages.size(); i++) {
            turn = messages.get(i).path("role").asText().equals("user") ? i : turn;
        }
        for (int i = turn; i < messages.size(); i++) {
            // https://api-docs.deepseek.com/guides/thinking_mode#tool-calls
            rules.require(
                    !messages.get(i).has("tool_calls")
                            || messages.get(i).path("reasoning_content").isTextual(),
                    "Missing `reasoning_content` field in the assistant message at message index " + i + ".");
        }
    }

    @Override
    Set<String> fields(String model) {
        return AnyField.SET;
    }

    @Override
    Set<String> messageFields(String role) {
        return AnyField.SET;
    }

    @Override
    Set<String> callFields() {
        return AnyField.SET;
    }

    @Override
    void checkSampling(String model, JsonNode body) {
        rules.require(
                !body.has("max_tokens") || body.path("max_tokens").asInt() >= 1,
                "Invalid max_tokens value, the valid range is [1, 65536]");
    }

    /** https://github.com/deepseek-ai/DeepSeek-V3/issues/15: there are no other roles and no other parts. */
    @Override
    void checkMessage(ApiCall call, JsonNode message, int index) {
        rules.require(
                !message.path("role").asText().equals("developer"),
                "Failed to deserialize the JSON body into the target type: messages[" + index
                        + "].role: unknown variant "
                        + "`developer`, expected one of `system`, `user`, `assistant`, `tool`");
        super.checkMessage(call, message, index);
    }

    @Override
    void checkPart(JsonNode part, String role, String path) {
        String type = part.path("type").asText();
        rules.require(
                type.equals("text"),
                "Failed to deserialize the JSON body into the target type: " + path + ": unknown variant `" + type
                        + "`, expected `text`");
    }

    @Override
    boolean saysSomething(JsonNode message) {
        return message.path("tool_calls").isArray();
    }

    @Override
    OpenAiWire wire() {
        return new OpenAiWire(OpenAiWire.Reasoning.CONTENT, "call_00_", 24);
    }
}
