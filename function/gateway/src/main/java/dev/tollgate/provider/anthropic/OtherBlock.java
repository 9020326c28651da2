package dev.tollgate.provider.anthropic;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.tollgate.openai.Delta;
import dev.tollgate.openai.JsonCodec;
import dev.tollgate.provider.anthropic.AnthropicWire.ContentDelta;
import java.util.List;
import java.util.Map;

/**
 * A block that OpenAI has no place for, such as a call of Anthropic's own tools or its result: kept whole, so that it can
 * be sent back (https://platform.claude.com/docs/en/agents-and-tools/tool-use/server-tools).
 */
final class OtherBlock implements StreamedBlock {
    private final ObjectNode block = JsonNodeFactory.instance.objectNode();
    private final StringBuilder input = new StringBuilder();

    OtherBlock(Map<String, JsonNode> fields) {
        block.setAll(fields == null ? Map.of() : fields);
    }

    @Override
    public List<Delta> begin() {
        return List.of();
    }

    @Override
    public List<Delta> grow(ContentDelta growth) {
        switch (growth) {
            case ContentDelta.Input(String json) -> input.append(json == null ? "" : json);
            case ContentDelta.Text(String text) -> append("text", TextNode.valueOf(text == null ? "" : text));
            case ContentDelta.Other(Map<String, JsonNode> fields) ->
                fields.forEach((name, value) -> {
                    if (!name.equals("type")) {
                        append(name, value);
                    }
                });
            case ContentDelta.Thinking _, ContentDelta.Signature _, ContentDelta.Citation _ -> {
                // Of thoughts and texts, which are no other blocks.
            }
        }
        return List.of();
    }

    @Override
    public List<Delta> end() {
        if (!input.isEmpty()) {
            block.set("input", parsed(input.toString()));
        }
        return List.of(StreamedBlock.extra(Map.of(
                AnthropicAssistant.OTHER_BLOCKS,
                JsonNodeFactory.instance.arrayNode().add(block))));
    }

    /** Texts go on, anything else is replaced. */
    private void append(String name, JsonNode value) {
        JsonNode before = block.get(name);
        boolean goesOn = before != null && before.isTextual() && value.isTextual();
        block.set(name, goesOn ? TextNode.valueOf(before.textValue() + value.textValue()) : value);
    }

    /** What was cut by the token limit is no JSON, and stays the text it is. */
    private static JsonNode parsed(String json) {
        try {
            return JsonCodec.mapper().readTree(json);
        } catch (JsonProcessingException cut) {
            return TextNode.valueOf(json);
        }
    }
}
