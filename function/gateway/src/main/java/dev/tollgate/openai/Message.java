package dev.tollgate.openai;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One message of a conversation, as the caller sends it. Only an assistant's message may have no content, such as one with
 * tool calls.
 */
@JsonPropertyOrder({"role", "content"})
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Message(
        Role role,
        @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable MessageContent content,
        @Nullable String name,
        @JsonProperty("tool_calls") @Nullable List<ToolCall> toolCalls,
        @JsonProperty("tool_call_id") @Nullable String toolCallId,
        @JsonAnySetter @JsonAnyGetter Map<String, JsonNode> extra) {

    public Message {
        extra = ExtraFields.of(extra);
    }

    /** A plain text message. */
    public static Message text(Role role, String text) {
        return new Message(role, new MessageContent.Text(text), null, null, null, Map.of());
    }
}
