package dev.tollgate.openai;

import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

/**
 * A request of the API before chat (https://platform.openai.com/docs/api-reference/completions/create).
 *
 * @param prompt a string, or a list of strings, of tokens or of lists of tokens
 * @param logprobs how many alternatives for each token; chat has a flag of this name
 * @param models as in {@link ChatRequest}
 * @param extra fields that mean the same in chat, untouched
 */
public record CompletionRequest(
        String model,
        JsonNode prompt,
        Boolean stream,
        @JsonProperty("stream_options") StreamOptions streamOptions,
        @JsonProperty("max_tokens") Integer maxTokens,
        Integer n,
        BigDecimal temperature,
        @JsonProperty("top_p") BigDecimal topP,
        String suffix,
        @JsonProperty("best_of") Integer bestOf,
        Boolean echo,
        Integer logprobs,
        List<String> models,
        @JsonAnySetter Map<String, JsonNode> extra) {

    public CompletionRequest {
        extra = ExtraFields.of(extra);
    }

    /** Whether the answer is to begin with the prompt. */
    public boolean echoed() {
        return Boolean.TRUE.equals(echo);
    }

    /** The same question as a chat in which a user says this and nothing else. */
    public ChatRequest chat(String said) {
        return new ChatRequest(
                model,
                List.of(Message.text(Role.USER, said)),
                stream,
                streamOptions,
                maxTokens,
                null,
                n,
                temperature,
                topP,
                null,
                models,
                extra);
    }
}
