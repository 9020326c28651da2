package dev.tollgate.openai;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;

/**
 * A whole answer (https://platform.openai.com/docs/api-reference/chat/object).
 *
 * @param created seconds since the epoch
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ChatCompletion(
        String id,
        String object,
        Long created,
        String model,
        List<Choice> choices,
        Usage usage,
        @JsonAnyGetter Map<String, JsonNode> extra) {

    /** The value of {@code object}. */
    public static final String OBJECT = "chat.completion";

    public ChatCompletion {
        choices = List.copyOf(choices);
        extra = ExtraFields.of(extra);
    }

    /** One of the answers asked for. */
    public record Choice(
            int index,
            Answer message,
            JsonNode logprobs,
            @JsonProperty("finish_reason") String finishReason,
            @JsonAnyGetter Map<String, JsonNode> extra) {

        public Choice {
            extra = ExtraFields.of(extra);
        }
    }

    /** The assistant's message. {@code content} and {@code refusal} are always there, null where there is none. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Answer(
            String role,
            @JsonInclude(JsonInclude.Include.ALWAYS) String content,
            @JsonProperty("reasoning_content") String reasoningContent,
            @JsonInclude(JsonInclude.Include.ALWAYS) String refusal,
            @JsonProperty("tool_calls") List<ToolCall> toolCalls,
            @JsonAnyGetter Map<String, JsonNode> extra) {

        public Answer {
            extra = ExtraFields.of(extra);
        }
    }
}
