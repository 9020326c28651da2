package dev.tollgate.provider.anthropic;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tollgate.openai.Delta;
import dev.tollgate.openai.ToolCall;
import dev.tollgate.provider.ThinkingBlocks;
import dev.tollgate.provider.anthropic.AnthropicWire.Block;
import dev.tollgate.provider.anthropic.AnthropicWire.ContentDelta;
import java.util.List;
import java.util.Map;

/**
 * A block that is not complete yet: begin → grow* → end. What a growth of another kind says is not of this block, and
 * ignored.
 */
interface StreamedBlock {

    /** What it says from the start. */
    List<Delta> begin();

    /** What it says more. */
    List<Delta> grow(ContentDelta growth);

    /** What can be said only of the whole block. */
    List<Delta> end();

    /** The block that begins like this. */
    static StreamedBlock of(Block block, PartialReply answer) {
        return switch (block) {
            case Block.Text text -> new TextBlock(text, answer);
            case Block.Thinking thinking -> new ThinkingBlock(thinking);
            case Block.Redacted(String data) -> redacted(data);
            case Block.ToolUse call -> new ToolUseBlock(call, answer);
            case Block.Other(Map<String, JsonNode> fields) -> new OtherBlock(fields);
        };
    }

    /** Complete from the start. */
    private static StreamedBlock redacted(String data) {
        return new StreamedBlock() {
            @Override
            public List<Delta> begin() {
                return List.of(extra(ThinkingBlocks.field(new ThinkingBlocks.Block.Redacted(data))));
            }

            @Override
            public List<Delta> grow(ContentDelta growth) {
                return List.of();
            }

            @Override
            public List<Delta> end() {
                return List.of();
            }
        };
    }

    /** A piece of the answer's text; none for no text. */
    static List<Delta> text(String text) {
        return isEmpty(text) ? List.of() : List.of(new Delta(null, text, null, null, null, null));
    }

    /** A piece of the thinking. */
    static List<Delta> thought(String text) {
        return isEmpty(text) ? List.of() : List.of(new Delta(null, null, text, null, null, null));
    }

    /** A piece of a call. */
    static Delta call(ToolCall call) {
        return new Delta(null, null, null, null, List.of(call), null);
    }

    /** Fields of the message that OpenAI does not know, or that come in one piece. */
    static Delta extra(Map<String, JsonNode> fields) {
        return new Delta(null, null, null, null, null, fields);
    }

    private static boolean isEmpty(String text) {
        return text == null || text.isEmpty();
    }
}
