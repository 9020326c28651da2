package dev.tollgate.provider.anthropic;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tollgate.openai.Delta;
import dev.tollgate.openai.ToolCall;
import dev.tollgate.provider.ThinkingBlocks;
import dev.tollgate.provider.anthropic.AnthropicWire.Block;
import dev.tollgate.provider.anthropic.AnthropicWire.ContentDelta;
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

    /** Creates the block for this start. */
    static StreamedBlock of(Block block, PartialReply partial) {
        return switch (block) {
            case Block.Text text -> new TextBlock(text, partial);
            case Block.Thinking thinking -> new ThinkingBlock(thinking);
            case Block.Redacted(String data) -> redacted(data);
            case Block.ToolUse call -> new ToolUseBlock(call, partial);
            case Block.Other(Map<String, JsonNode> fields) -> new OtherBlock(fields);
        };
    }

    /** A block that is complete from the start. */
    private static StreamedBlock redacted(@Nullable String data) {
        return new StreamedBlock() {
            @Override
            public List<Delta> start() {
                return data == null
                        ? List.of()
                        : List.of(extra(ThinkingBlocks.field(new ThinkingBlocks.Block.Redacted(data))));
            }

            @Override
            public List<Delta> add(ContentDelta delta) {
                return List.of();
            }

            @Override
            public List<Delta> end() {
                return List.of();
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

    /** A delta with fields that OpenAI does not know, or that are not streamed in pieces. */
    static Delta extra(Map<String, JsonNode> fields) {
        return new Delta(null, null, null, null, null, fields);
    }

    private static boolean isEmpty(@Nullable String text) {
        return text == null || text.isEmpty();
    }
}
