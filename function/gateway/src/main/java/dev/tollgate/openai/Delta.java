package dev.tollgate.openai;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The content that a chunk adds to a choice. Absent fields add nothing and are left out of the JSON. The exception is a
 * choice's first delta, in which OpenAI always sends {@code content} and {@code refusal}.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Delta(
        @Nullable String role,
        @Nullable String content,
        @JsonProperty("reasoning_content") @Nullable String reasoningContent,
        @Nullable String refusal,
        @JsonProperty("tool_calls") @Nullable List<ToolCall> toolCalls,
        @JsonAnySetter @JsonAnyGetter Map<String, JsonNode> extra) {

    /** A delta that adds nothing. */
    public static final Delta EMPTY = new Delta(null, null, null, null, null, Map.of());

    /** The first delta of every choice, as OpenAI sends it: the role, empty content and a null refusal. */
    public static final Delta INITIAL =
            new Delta("assistant", "", null, null, null, Map.of("refusal", NullNode.getInstance()));

    public Delta {
        toolCalls = toolCalls == null || toolCalls.isEmpty() ? null : List.copyOf(toolCalls);
        extra = ExtraFields.of(extra);
    }

    /** Whether this delta adds nothing to the choice. An empty string adds nothing. */
    public boolean addsNothing() {
        return role == null
                && isEmpty(content)
                && isEmpty(reasoningContent)
                && isEmpty(refusal)
                && toolCalls == null
                && extra.isEmpty();
    }

    private static boolean isEmpty(@Nullable String text) {
        return text == null || text.isEmpty();
    }

    /** The same delta without its role. */
    public Delta withoutRole() {
        return new Delta(null, content, reasoningContent, refusal, toolCalls, extra);
    }
}
