package dev.tollgate.strict;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Groq's chat API (https://console.groq.com/docs/api-reference#chat-create). */
final class StrictGroq extends StrictOpenAi {
    private static final Set<String> LACKING = Set.of(
            "logit_bias",
            "logprobs",
            "top_logprobs",
            "audio",
            "modalities",
            "prediction",
            "web_search_options",
            "verbosity",
            "prompt_cache_key",
            "prompt_cache_retention",
            "safety_identifier");

    @Override
    Set<String> fields(String model) {
        Set<String> fields = new HashSet<>(super.fields(model));
        fields.removeAll(LACKING);
        fields.addAll(
                Set.of("reasoning_format", "include_reasoning", "search_settings", "documents", "citation_options"));
        return fields;
    }

    /** https://github.com/anomalyco/opencode/issues/1046: what another provider adds to a message is unsupported. */
    @Override
    Set<String> messageFields(String role) {
        return switch (role) {
            case "assistant" -> Set.of("role", "content", "name", "tool_calls", "function_call", "reasoning");
            case "tool" -> Set.of("role", "content", "name", "tool_call_id");
            default -> Set.of("role", "content", "name");
        };
    }

    @Override
    String unknownMessageField(int index, String role) {
        return "'messages." + index + "' : for 'role:" + role + "' the following must be satisfied[('messages." + index
                + "' : property '%s' is unsupported)]";
    }

    /** https://console.groq.com/docs/reasoning: which efforts a model takes. */
    @Override
    void checkSampling(String model, JsonNode body) {
        List<String> efforts = model.contains("gpt-oss")
                ? List.of("low", "medium", "high")
                : model.contains("qwen3") ? List.of("none", "default") : List.of();
        rules.require(
                !body.has("reasoning_effort")
                        || efforts.contains(body.path("reasoning_effort").asText()),
                "`reasoning_effort` must be one of " + efforts);
        rules.require(!body.has("n") || body.path("n").asInt() == 1, "'n' : number must be at most 1");
    }

    @Override
    boolean saysSomething(JsonNode message) {
        return message.path("tool_calls").isArray();
    }

    @Override
    OpenAiWire wire() {
        return new OpenAiWire(OpenAiWire.Reasoning.PLAIN, "fc_", 24);
    }
}
