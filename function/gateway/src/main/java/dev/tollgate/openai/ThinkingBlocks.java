package dev.tollgate.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Thinking that a provider signs, and requires unchanged in a request with the result of a tool call
 * (https://platform.claude.com/docs/en/build-with-claude/thinking#preserving-thinking-blocks).
 *
 * <p>OpenAI's schema has no field for it, so the assistant's message carries it as {@code thinking_blocks}, in addition to
 * {@code reasoning_content}. Clients that send the whole message back preserve it.
 */
public final class ThinkingBlocks {
    /** The field's name in a message and in a delta. */
    public static final String FIELD = "thinking_blocks";

    private ThinkingBlocks() {}

    /** One block of thinking. */
    public sealed interface Block {

        /** Thinking in plain text, with the provider's signature if it sends one. An empty one, of a cut stream, is none. */
        record Thinking(String text, @Nullable String signature) implements Block {
            public Thinking {
                signature = signature == null || signature.isEmpty() ? null : signature;
            }
        }

        /** Encrypted thinking that only the provider can read. */
        record Redacted(String data) implements Block {}

        /** Whether the provider can verify that it wrote the block. */
        default boolean isSigned() {
            return switch (this) {
                case Thinking(String _, String signature) -> signature != null;
                case Redacted _ -> true;
            };
        }
    }

    /** The field with one block, for a message or a delta. */
    public static Map<String, JsonNode> field(Block block) {
        return Map.of(FIELD, JsonNodeFactory.instance.arrayNode().add(json(block)));
    }

    /** The blocks that a client sends back, without anything malformed. */
    public static List<Block> of(Message message) {
        List<Block> blocks = new ArrayList<>();
        message.extra()
                .getOrDefault(FIELD, JsonNodeFactory.instance.missingNode())
                .forEach(node -> {
                    Block block = block(node);
                    if (block != null) {
                        blocks.add(block);
                    }
                });
        return blocks;
    }

    /** One entry of the field; null where it is malformed. */
    static @Nullable Block block(JsonNode node) {
        if (node.path("thinking").isTextual()) {
            return new Block.Thinking(
                    node.path("thinking").textValue(), node.path("signature").textValue());
        }
        return node.path("data").isTextual()
                ? new Block.Redacted(node.path("data").textValue())
                : null;
    }

    /** One entry of the field. */
    static ObjectNode json(Block block) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        return switch (block) {
            case Block.Thinking(String text, String signature) -> {
                node.put("type", "thinking").put("thinking", text);
                yield signature == null ? node : node.put("signature", signature);
            }
            case Block.Redacted(String data) ->
                node.put("type", "redacted_thinking").put("data", data);
        };
    }
}
