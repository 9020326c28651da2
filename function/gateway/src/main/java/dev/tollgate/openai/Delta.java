package dev.tollgate.openai;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import java.util.LinkedHashMap;
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

    private static final Map<String, JsonNode> NO_REFUSAL = Map.of("refusal", NullNode.getInstance());
    private static final Map<String, JsonNode> NO_TEXT = noText();

    /** The first delta of a choice, as OpenAI sends it: the role, empty content and a null refusal. */
    public static final Delta INITIAL = new Delta("assistant", "", null, null, null, NO_REFUSAL);

    /** The first delta of a choice that does not begin with text: clients would show empty text as a part of its own. */
    public static final Delta INITIAL_NO_TEXT = new Delta("assistant", null, null, null, null, NO_TEXT);

    /** In this order in every process, unlike {@code Map.of}. */
    private static Map<String, JsonNode> noText() {
        Map<String, JsonNode> fields = new LinkedHashMap<>();
        fields.put("content", NullNode.getInstance());
        fields.put("refusal", NullNode.getInstance());
        return fields;
    }

    /**
     * A field of {@link #extra} that no client of OpenAI's chat sees: the blocks that are complete now. Their message has them at its
     * end, with all others. APIs that have blocks themselves say each in its place.
     */
    private static final String COMPLETE_BLOCKS = "complete_blocks";

    /** Says that a block is complete, such as thinking with its signature. */
    static Delta complete(JsonNode block) {
        return new Delta(
                null,
                null,
                null,
                null,
                null,
                Map.of(COMPLETE_BLOCKS, JsonNodeFactory.instance.arrayNode().add(block)));
    }

    public Delta {
        toolCalls = toolCalls == null || toolCalls.isEmpty() ? null : List.copyOf(toolCalls);
        extra = ExtraFields.of(extra);
    }

    /** The blocks that are complete now, in the form of {@code thinking_blocks} and {@code content_parts}. */
    public List<JsonNode> completeBlocks() {
        JsonNode blocks = extra.get(COMPLETE_BLOCKS);
        return blocks == null ? List.of() : blocks.valueStream().toList();
    }

    /** The same delta for an API without blocks. */
    public Delta withoutBlocks() {
        if (!extra.containsKey(COMPLETE_BLOCKS)) {
            return this;
        }
        Map<String, JsonNode> fields = new LinkedHashMap<>(extra);
        fields.remove(COMPLETE_BLOCKS);
        return new Delta(role, content, reasoningContent, refusal, toolCalls, fields);
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

    /** Whether this is the first delta of a choice that has not said anything yet. */
    public boolean saysNothingYet() {
        return equals(INITIAL) || equals(INITIAL_NO_TEXT);
    }

    /** The same delta as the first one of a choice that begins with a tool call: OpenAI sends the role and the call together. */
    Delta asFirst() {
        Map<String, JsonNode> fields = new LinkedHashMap<>(NO_TEXT);
        fields.putAll(extra);
        return new Delta("assistant", null, reasoningContent, refusal, toolCalls, fields);
    }

    /** The same delta with other tool calls. */
    public Delta withToolCalls(@Nullable List<ToolCall> calls) {
        return new Delta(role, content, reasoningContent, refusal, calls, extra);
    }

    /** The same delta without its role. */
    public Delta withoutRole() {
        return new Delta(null, content, reasoningContent, refusal, toolCalls, extra);
    }
}
