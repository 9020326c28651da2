package dev.tollgate.openai;

import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A request of OpenAI's legacy completions API (https://platform.openai.com/docs/api-reference/completions/create).
 *
 * @param prompt a string, or a list of strings, of tokens or of lists of tokens
 * @param logprobs how many alternatives to return for each token; in chat, this field is a flag
 * @param models as in {@link ChatRequest}
 * @param extra fields that mean the same in chat, untouched
 */
public record CompletionRequest(
        String model,
        @Nullable JsonNode prompt,
        @Nullable Boolean stream,
        @JsonProperty("stream_options") @Nullable StreamOptions streamOptions,
        @JsonProperty("max_tokens") @Nullable Integer maxTokens,
        @Nullable Integer n,
        @Nullable BigDecimal temperature,
        @JsonProperty("top_p") @Nullable BigDecimal topP,
        @Nullable String suffix,
        @JsonProperty("best_of") @Nullable Integer bestOf,
        @Nullable Boolean echo,
        @Nullable Integer logprobs,
        @Nullable List<String> models,
        @JsonAnySetter Map<String, JsonNode> extra) {

    public CompletionRequest {
        extra = ExtraFields.of(extra);
    }

    /** Whether the response begins with the prompt. */
    public boolean echoed() {
        return Boolean.TRUE.equals(echo);
    }

    /** The fields of {@link #extra} that ask for something: an SDK that knows chat writes the others by itself. */
    public Map<String, JsonNode> options() {
        Map<String, JsonNode> options = new LinkedHashMap<>(extra);
        options.values().removeIf(value -> value.isNull() || (value.isArray() && value.isEmpty()));
        return options;
    }

    /** The same request for another model. */
    public CompletionRequest withModel(String otherModel) {
        return new CompletionRequest(
                otherModel,
                prompt,
                stream,
                streamOptions,
                maxTokens,
                n,
                temperature,
                topP,
                suffix,
                bestOf,
                echo,
                logprobs,
                models,
                extra);
    }

    /** The same request as a chat with one user message, which holds this prompt. */
    public ChatRequest asChat(String promptText) {
        return new ChatRequest(
                model,
                List.of(Message.text(Role.USER, promptText)),
                stream,
                streamOptions,
                maxTokens,
                null,
                n,
                temperature,
                topP,
                null,
                models,
                options());
    }
}
