package dev.tollgate.openai;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The request's wishes that providers with an API of their own must translate. Others get them as they were sent, in
 * {@link ChatRequest#extra()}.
 *
 * @param parallelToolCalls null unless said
 * @param reasoningEffort such as {@code none}, {@code minimal}, {@code low}, {@code medium} or {@code high}; null unless said
 * @param stop texts at which the answer ends; none unless said
 * @param seed null unless said
 * @param presencePenalty null unless said
 * @param frequencyPenalty null unless said
 * @param logprobs whether the tokens' log probabilities are wanted
 * @param topLogprobs how many alternatives for each token; null unless said
 * @param user who stands behind the request; null unless said
 */
public record ChatOptions(
        ToolChoice toolChoice,
        Boolean parallelToolCalls,
        ResponseFormat responseFormat,
        String reasoningEffort,
        List<String> stop,
        Long seed,
        BigDecimal presencePenalty,
        BigDecimal frequencyPenalty,
        boolean logprobs,
        Integer topLogprobs,
        String user) {

    /** The fields of {@link ChatRequest#extra()} that are read here. */
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
     * Reads them.
     *
     * @throws GatewayException {@code INVALID_VALUE} that names the field
     */
    public static ChatOptions of(ChatRequest request) {
        Map<String, JsonNode> asked = request.extra();
        return new ChatOptions(
                ToolChoice.of(asked.get("tool_choice")),
                OptionalField.flag(asked, "parallel_tool_calls"),
                ResponseFormat.of(asked.get("response_format")),
                OptionalField.text(asked, "reasoning_effort"),
                OptionalField.texts(asked, "stop"),
                OptionalField.integer(asked, "seed"),
                OptionalField.number(asked, "presence_penalty"),
                OptionalField.number(asked, "frequency_penalty"),
                Boolean.TRUE.equals(OptionalField.flag(asked, "logprobs")),
                OptionalField.smallInteger(asked, "top_logprobs"),
                OptionalField.text(asked, "user"));
    }
}
