package dev.tollgate.provider.cohere;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import dev.tollgate.openai.MessageContent;
import dev.tollgate.openai.Tool;
import dev.tollgate.openai.ToolCall;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A request to Cohere's API (https://docs.cohere.com/reference/chat). Text, images, tools and their calls have OpenAI's form.
 *
 * @param toolChoice {@code REQUIRED} or {@code NONE}; absent where the model decides
 * @param own Cohere's own fields
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record CohereRequest(
        String model,
        @Nullable Boolean stream,
        List<Message> messages,
        @Nullable List<Tool> tools,
        @JsonProperty("tool_choice") @Nullable String toolChoice,
        @JsonProperty("response_format") @Nullable Format responseFormat,
        @JsonProperty("max_tokens") @Nullable Integer maxTokens,
        @JsonProperty("stop_sequences") @Nullable List<String> stopSequences,
        @Nullable BigDecimal temperature,
        @Nullable BigDecimal p,
        @Nullable Long seed,
        @JsonProperty("frequency_penalty") @Nullable BigDecimal frequencyPenalty,
        @JsonProperty("presence_penalty") @Nullable BigDecimal presencePenalty,
        @Nullable Boolean logprobs,
        @JsonAnyGetter Map<String, JsonNode> own) {

    /**
     * One message.
     *
     * @param toolPlan the model's plan for its tool calls, because a message with calls may have no text
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Message(
            String role,
            @Nullable MessageContent content,
            @JsonProperty("tool_plan") @Nullable String toolPlan,
            @JsonProperty("tool_calls") @Nullable List<ToolCall> toolCalls,
            @JsonProperty("tool_call_id") @Nullable String toolCallId,
            @Nullable JsonNode citations) {

        /** A message with content only. */
        static Message of(String role, MessageContent content) {
            return new Message(role, content, null, null, null, null);
        }
    }

    /** JSON as the response's format, with or without a schema. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Format(
            String type,
            @JsonProperty("json_schema") @Nullable JsonNode schema) {}
}
