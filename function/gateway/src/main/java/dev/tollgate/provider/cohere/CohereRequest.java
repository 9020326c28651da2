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

/**
 * What Cohere is sent (https://docs.cohere.com/reference/chat). Text, images, tools and their calls have OpenAI's own form.
 *
 * @param toolChoice {@code REQUIRED} or {@code NONE}; null lets the model decide
 * @param own fields that only Cohere has
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record CohereRequest(
        String model,
        Boolean stream,
        List<Message> messages,
        List<Tool> tools,
        @JsonProperty("tool_choice") String toolChoice,
        @JsonProperty("response_format") Format responseFormat,
        @JsonProperty("max_tokens") Integer maxTokens,
        @JsonProperty("stop_sequences") List<String> stopSequences,
        BigDecimal temperature,
        BigDecimal p,
        Long seed,
        @JsonProperty("frequency_penalty") BigDecimal frequencyPenalty,
        @JsonProperty("presence_penalty") BigDecimal presencePenalty,
        Boolean logprobs,
        @JsonAnyGetter Map<String, JsonNode> own) {

    /**
     * One message.
     *
     * @param toolPlan what the model meant to do with the tools it called; text has no place beside tool calls
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Message(
            String role,
            MessageContent content,
            @JsonProperty("tool_plan") String toolPlan,
            @JsonProperty("tool_calls") List<ToolCall> toolCalls,
            @JsonProperty("tool_call_id") String toolCallId,
            JsonNode citations) {

        /** What anybody but the assistant says. */
        static Message of(String role, MessageContent content) {
            return new Message(role, content, null, null, null, null);
        }
    }

    /** JSON as the answer's form, with or without a schema. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Format(String type, @JsonProperty("json_schema") JsonNode schema) {}
}
