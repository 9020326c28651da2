package dev.tollgate.openai;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The request's options that providers with an API of their own must translate. OpenAI-compatible providers receive them
 * as the caller sent them, in {@link ChatRequest#extra()}.
 *
 * @param reasoningEffort such as {@code none}, {@code minimal}, {@code low}, {@code medium} or {@code high}
 * @param stop the sequences that end the generation, without empty ones, which clients send for none
 * @param logprobs whether to return the tokens' log probabilities
 * @param topLogprobs how many alternatives to return for each token
 * @param user the end user on whose behalf the caller sends the request
 */
public record ChatOptions(
        ToolChoice toolChoice,
        @Nullable Boolean parallelToolCalls,
        ResponseFormat responseFormat,
        @Nullable String reasoningEffort,
        List<String> stop,
        @Nullable Long seed,
        @Nullable BigDecimal presencePenalty,
        @Nullable BigDecimal frequencyPenalty,
        boolean logprobs,
        @Nullable Integer topLogprobs,
        @Nullable String user) {

    /** The fields of {@link ChatRequest#extra()} that {@link #of} reads. */
    public static final Set<String> FIELDS = Set.of(
            "tool_choice",
            "parallel_tool_calls",
            "response_format",
            "reasoning_effort",
            "stop",
            "seed",
            "presence_penalty",
            "frequency_penalty",
            "logprobs",
            "top_logprobs",
            "user");

    /**
     * Reads the options of a request.
     *
     * @throws GatewayException {@code INVALID_VALUE} that names the field
     */
    public static ChatOptions of(ChatRequest request) {
        Map<String, JsonNode> fields = request.extra();
        return new ChatOptions(
                ToolChoice.of(fields.get("tool_choice")),
                OptionalField.flag(fields, "parallel_tool_calls"),
                ResponseFormat.of(fields.get("response_format")),
                OptionalField.text(fields, "reasoning_effort"),
                OptionalField.texts(fields, "stop").stream()
                        .filter(sequence -> !sequence.isEmpty())
                        .toList(),
                OptionalField.integer(fields, "seed"),
                OptionalField.number(fields, "presence_penalty"),
                OptionalField.number(fields, "frequency_penalty"),
                Boolean.TRUE.equals(OptionalField.flag(fields, "logprobs")),
                OptionalField.smallInteger(fields, "top_logprobs"),
                OptionalField.text(fields, "user"));
    }
}
