package dev.tollgate.openai;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A complete response (https://platform.openai.com/docs/api-reference/chat/object).
 *
 * @param created seconds since the epoch
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ChatCompletion(
        @Nullable String id,
        String object,
        @Nullable Long created,
        @Nullable String model,
        List<Choice> choices,
        @Nullable Usage usage,
        @JsonAnySetter @JsonAnyGetter Map<String, JsonNode> extra) {

    /** The value of {@code object}. */
    public static final String OBJECT = "chat.completion";

    public ChatCompletion {
        choices = List.copyOf(choices);
        extra = ExtraFields.of(extra);
    }

    /** The same response with this usage. */
    public ChatCompletion withUsage(Usage other) {
        return new ChatCompletion(id, object, created, model, choices, other, extra);
    }

    /** One of the choices that the caller requested. */
    public record Choice(
            int index,
            AssistantMessage message,
            @Nullable JsonNode logprobs,
            @JsonProperty("finish_reason") @Nullable String finishReason,
            @JsonAnySetter @JsonAnyGetter Map<String, JsonNode> extra) {

        /** In JSON, a choice without log probabilities has null. */
        public Choice {
            logprobs = logprobs == null || logprobs.isNull() ? null : logprobs;
            extra = ExtraFields.of(extra);
        }
    }

    /** The model's message. JSON always has {@code content} and {@code refusal}, as null where the message has none. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record AssistantMessage(
            String role,

            @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable
            String content,

            @JsonProperty("reasoning_content") @Nullable String reasoningContent,

            @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable
            String refusal,

            @JsonProperty("tool_calls") @Nullable List<ToolCall> toolCalls,
            @JsonAnySetter @JsonAnyGetter Map<String, JsonNode> extra) {

        public AssistantMessage {
            extra = ExtraFields.of(extra);
        }
    }
}
