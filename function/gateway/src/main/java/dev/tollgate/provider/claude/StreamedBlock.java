package dev.tollgate.provider.claude;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tollgate.openai.Delta;
import dev.tollgate.openai.ReplyBlocks;
import dev.tollgate.openai.ThinkingBlocks;
import dev.tollgate.openai.ToolCall;
import dev.tollgate.provider.claude.AnthropicWire.Block;
import dev.tollgate.provider.claude.AnthropicWire.ContentDelta;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A block that is not complete yet: start → add* → end. A block ignores deltas that do not belong to its type.
 */
interface StreamedBlock {

    /** The deltas for the block's start. */
    List<Delta> start();

    /** The deltas for one more delta of Anthropic's. */
    List<Delta> add(ContentDelta delta);

    /** The deltas that need the complete block. */
    List<Delta> end();

    /** Creates the block with this number for this start. */
    static StreamedBlock of(int number, Block block, ReplyBlocks blocks) {
        return switch (block) {
            case Block.Text text -> new TextBlock(number, text, blocks);
            case Block.Thinking thinking -> new ThinkingBlock(number, thinking, blocks);
            case Block.Redacted(String data) -> redacted(number, data, blocks);
            case Block.ToolUse call -> new ToolUseBlock(number, call, blocks);
            case Block.Other(Map<String, JsonNode> fields) -> new OtherBlock(number, fields, blocks);
        };
    }

    /** A block that is complete from the start. */
    private static StreamedBlock redacted(int number, @Nullable String data, ReplyBlocks blocks) {
        return new StreamedBlock() {
            @Override
            public List<Delta> start() {
                return List.of();
            }

            @Override
            public List<Delta> add(ContentDelta delta) {
                return List.of();
            }

            @Override
            public List<Delta> end() {
                return data == null ? List.of() : blocks.addThinking(number, new ThinkingBlocks.Block.Redacted(data));
            }
        };
    }

    /** A delta with text; none where the text is empty. */
    static List<Delta> text(@Nullable String text) {
        return isEmpty(text) ? List.of() : List.of(new Delta(null, text, null, null, null, Map.of()));
    }

    /** A delta with thinking; none where the text is empty. */
    static List<Delta> thinking(@Nullable String text) {
        return isEmpty(text) ? List.of() : List.of(new Delta(null, null, text, null, null, Map.of()));
    }

    /** A delta with a piece of a call. */
    static Delta call(ToolCall call) {
        return new Delta(null, null, null, null, List.of(call), Map.of());
    }

    private static boolean isEmpty(@Nullable String text) {
        return text == null || text.isEmpty();
    }
}
