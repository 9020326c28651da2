package dev.tollgate.openai;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import java.util.List;
import java.util.Map;

/**
 * What a chunk adds to an answer. Null fields say nothing new and are not sent, except in the first delta of an answer,
 * where OpenAI spells out {@code content} and {@code refusal}.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Delta(
        String role,
        String content,
        @JsonProperty("reasoning_content") String reasoningContent,
        String refusal,
        @JsonProperty("tool_calls") List<ToolCall> toolCalls,
        @JsonAnySetter @JsonAnyGetter Map<String, JsonNode> extra) {

    /** Nothing new. */
    public static final Delta EMPTY = new Delta(null, null, null, null, null, null);

    /** The first delta of every answer, as OpenAI sends it: the role, empty content and a spelled-out null refusal. */
    public static final Delta OPENING =
            new Delta("assistant", "", null, null, null, Map.of("refusal", NullNode.getInstance()));

    public Delta {
        toolCalls = toolCalls == null || toolCalls.isEmpty() ? null : List.copyOf(toolCalls);
        extra = ExtraFields.of(extra);
    }

    /** Whether it adds anything to the answer; an empty string adds nothing. */
    public boolean saysNothing() {
        return role == null
                && isBlank(content)
                && isBlank(reasoningContent)
                && isBlank(refusal)
                && toolCalls == null
                && extra.isEmpty();
    }

    private static boolean isBlank(String text) {
        return text == null || text.isEmpty();
    }

    /** The same delta without its role. */
    public Delta withoutRole() {
        return new Delta(null, content, reasoningContent, refusal, toolCalls, extra);
    }
}
