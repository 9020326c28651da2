package dev.tollgate.provider.anthropic;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.tollgate.openai.Delta;
import dev.tollgate.openai.Json;
import dev.tollgate.provider.anthropic.AnthropicWire.Growth;
import java.util.List;
import java.util.Map;

/**
 * A block that OpenAI has no place for, such as a call of Anthropic's own tools or its result: kept whole, so that it can
 * be sent back (https://platform.claude.com/docs/en/agents-and-tools/tool-use/server-tools).
 */
final class OpenOther implements OpenBlock {
    private final ObjectNode block = JsonNodeFactory.instance.objectNode();
    private final StringBuilder input = new StringBuilder();

    OpenOther(Map<String, JsonNode> fields) {
        block.setAll(fields == null ? Map.of() : fields);
    }

    @Override
    public List<Delta> begin() {
        return List.of();
    }

    @Override
    public List<Delta> grow(Growth growth) {
        switch (growth) {
            case Growth.Input(String json) -> input.append(json == null ? "" : json);
            case Growth.Text(String text) -> append("text", TextNode.valueOf(text == null ? "" : text));
            case Growth.Other(Map<String, JsonNode> fields) ->
                fields.forEach((name, value) -> {
                    if (!name.equals("type")) {
                        append(name, value);
                    }
                });
            case Growth.Thinking _, Growth.Signature _, Growth.Citation _ -> {
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
        return List.of(OpenBlock.extra(Map.of(
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
            return Json.mapper().readTree(json);
        } catch (JsonProcessingException cut) {
            return TextNode.valueOf(json);
        }
    }
}
