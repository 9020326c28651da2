package dev.tollgate.provider;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tollgate.openai.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Thinking that a provider signs, and wants back unchanged before a tool's result is told
 * (https://platform.claude.com/docs/en/build-with-claude/extended-thinking#preserving-thinking-blocks).
 *
 * <p>OpenAI's schema has no place for it, so it travels in the assistant's message as {@code thinking_blocks}, beside
 * {@code reasoning_content}: clients that send the whole message back keep it. In a stream each block comes once, when
 * it is complete.
 */
public final class ThinkingBlocks {
    /** The field's name in a message and in a delta. */
    public static final String FIELD = "thinking_blocks";

    private ThinkingBlocks() {}

    /** One piece of thinking. */
    public sealed interface Block {

        /** Thinking that may be read; the signature is null where the provider gave none. */
        record Thought(String text, String signature) implements Block {}

        /** Thinking that only the provider can read. */
        record Redacted(String data) implements Block {}
    }

    /** The field for a message or a delta, holding one block. */
    public static Map<String, JsonNode> field(Block block) {
        ArrayNode blocks = JsonNodeFactory.instance.arrayNode();
        ObjectNode node = blocks.addObject();
        switch (block) {
            case Block.Thought(String text, String signature) -> {
                node.put("type", "thinking").put("thinking", text);
                if (signature != null) {
                    node.put("signature", signature);
                }
            }
            case Block.Redacted(String data) ->
                node.put("type", "redacted_thinking").put("data", data);
        }
        return Map.of(FIELD, blocks);
    }

    /** The blocks that a client sent back; what is not of their form is left out. */
    public static List<Block> of(Message message) {
        JsonNode field = message.extra().get(FIELD);
        List<Block> blocks = new ArrayList<>();
        if (field != null) {
            field.forEach(node -> {
                if (node.path("thinking").isTextual()) {
                    blocks.add(new Block.Thought(
                            node.path("thinking").textValue(),
                            node.path("signature").textValue()));
                } else if (node.path("data").isTextual()) {
                    blocks.add(new Block.Redacted(node.path("data").textValue()));
                }
            });
        }
        return blocks;
    }
}
