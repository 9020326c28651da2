package dev.tollgate.edge;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tollgate.openai.CompletionRequest;
import dev.tollgate.openai.ErrorKind;
import dev.tollgate.openai.GatewayException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What chat models can do in the API before chat. What only the old models could do is refused by name. */
final class PromptRules {
    /** They would reach the provider as part of the chat request that is made of this one. */
    private static final List<String> CHAT_ONLY =
            List.of("messages", "tools", "tool_choice", "functions", "max_completion_tokens", "top_logprobs");

    private PromptRules() {}

    /**
     * The request's prompt.
     *
     * @throws GatewayException of a 400 kind that names the field
     */
    static String prompt(CompletionRequest request) {
        String suffix = request.suffix();
        refuse("suffix", suffix != null && !suffix.isEmpty(), "chat models only go on where a text ends");
        refuse("best_of", request.bestOf() != null && request.bestOf() > 1, "ask for several answers with 'n'");
        refuse("logprobs", request.logprobs() != null, "/v1/chat/completions has log probabilities");
        Map<String, JsonNode> asked = request.options();
        CHAT_ONLY.forEach(field -> refuse(field, asked.containsKey(field), "it belongs to /v1/chat/completions"));
        return text(request.prompt());
    }

    private static String text(@Nullable JsonNode prompt) {
        if (prompt == null || prompt.isNull() || prompt.isMissingNode()) {
            throw GatewayException.of(ErrorKind.MISSING_PARAMETER, "prompt", "Missing required parameter: 'prompt'.");
        }
        if (prompt.isTextual()) {
            return prompt.textValue();
        }
        if (!prompt.isArray() || prompt.isEmpty()) {
            throw GatewayException.of(
                    ErrorKind.INVALID_VALUE,
                    "prompt",
                    "Invalid type or value for 'prompt': expected a string or an array of one string.");
        }
        refuse("prompt", !prompt.get(0).isTextual(), "chat models take text and no tokens");
        refuse("prompt", prompt.size() > 1, "chat models take one prompt at a time");
        return prompt.get(0).textValue();
    }

    private static void refuse(String field, boolean present, String why) {
        if (present) {
            throw GatewayException.of(
                    ErrorKind.UNSUPPORTED_PARAMETER, field, "Unsupported parameter: '" + field + "': " + why + ".");
        }
    }
}
