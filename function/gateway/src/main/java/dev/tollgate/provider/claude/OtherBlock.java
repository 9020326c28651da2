package dev.tollgate.provider.claude;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.tollgate.openai.Delta;
import dev.tollgate.openai.JsonCodec;
import dev.tollgate.openai.ReplyBlocks;
import dev.tollgate.provider.claude.AnthropicWire.ContentDelta;
import java.util.List;
import java.util.Map;

/**
 * A block that OpenAI's schema has no field for, such as a call of Anthropic's own tools or its result. The client gets it as a
 * whole, so that it can send the block back (https://platform.claude.com/docs/en/agents-and-tools/tool-use/server-tools).
 */
final class OtherBlock implements StreamedBlock {
    private final ObjectNode block = JsonNodeFactory.instance.objectNode();
    private final int number;
    private final ReplyBlocks blocks;
    private final StringBuilder input = new StringBuilder();

    OtherBlock(int number, Map<String, JsonNode> fields, ReplyBlocks blocks) {
        this.number = number;
        this.blocks = blocks;
        block.setAll(fields);
    }

    @Override
    public List<Delta> start() {
        return List.of();
    }

    @Override
    public List<Delta> add(ContentDelta delta) {
        switch (delta) {
            case ContentDelta.Input(String json) -> input.append(json == null ? "" : json);
            case ContentDelta.Text(String text) -> append("text", TextNode.valueOf(text == null ? "" : text));
            case ContentDelta.Other(Map<String, JsonNode> fields) ->
                fields.forEach((name, value) -> {
                    if (!name.equals("type")) {
                        append(name, value);
                    }
                });
            case ContentDelta.Thinking _, ContentDelta.Signature _, ContentDelta.Citation _ -> {
                // These belong to thinking and text blocks.
            }
        }
        return List.of();
    }

    @Override
    public List<Delta> end() {
        if (!input.isEmpty()) {
            block.set("input", parsed(input.toString()));
        }
        return blocks.addOther(number, block);
    }

    /** Appends text to text, and replaces anything else. */
    private void append(String name, JsonNode value) {
        JsonNode before = block.get(name);
        boolean isText = before != null && before.isTextual() && value.isTextual();
        block.set(name, isText ? TextNode.valueOf(before.textValue() + value.textValue()) : value);
    }

    /** Input that the token limit cut short is not JSON, and stays text. */
    private static JsonNode parsed(String json) {
        try {
            return JsonCodec.mapper().readTree(json);
        } catch (JsonProcessingException cut) {
            return TextNode.valueOf(json);
        }
    }
}
