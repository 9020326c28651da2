package dev.tollgate.provider;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tollgate.openai.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Thinking that a provider signs, and requires unchanged in a request with the result of a tool call
 * (https://platform.claude.com/docs/en/build-with-claude/extended-thinking#preserving-thinking-blocks).
 *
 * <p>OpenAI's schema has no field for it, so the assistant's message carries it as {@code thinking_blocks}, in addition to
 * {@code reasoning_content}. Clients that send the whole message back preserve it. A stream contains each block once, when it
 * is complete.
 */
public final class ThinkingBlocks {
    /** The field's name in a message and in a delta. */
    public static final String FIELD = "thinking_blocks";

    private ThinkingBlocks() {}

    /** One block of thinking. */
    public sealed interface Block {

        /** Thinking in plain text, with the provider's signature if it sends one. */
        record Thinking(String text, @Nullable String signature) implements Block {}

        /** Encrypted thinking that only the provider can read. */
        record Redacted(String data) implements Block {}
    }

    /** The field with one block, for a message or a delta. */
    public static Map<String, JsonNode> field(Block block) {
        ArrayNode blocks = JsonNodeFactory.instance.arrayNode();
        ObjectNode node = blocks.addObject();
        switch (block) {
            case Block.Thinking(String text, String signature) -> {
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

    /** The blocks that a client sends back, without anything malformed. */
    public static List<Block> of(Message message) {
        JsonNode field = message.extra().get(FIELD);
        List<Block> blocks = new ArrayList<>();
        if (field != null) {
            field.forEach(node -> {
                if (node.path("thinking").isTextual()) {
                    blocks.add(new Block.Thinking(
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
