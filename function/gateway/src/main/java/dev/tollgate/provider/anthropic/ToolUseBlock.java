package dev.tollgate.provider.anthropic;

import dev.tollgate.openai.Delta;
import dev.tollgate.openai.ToolCall;
import dev.tollgate.provider.ToolArguments;
import dev.tollgate.provider.anthropic.AnthropicWire.Block;
import dev.tollgate.provider.anthropic.AnthropicWire.ContentDelta;
import java.util.List;

/** A call of a tool: named first, then its arguments in pieces or, at the end, as a whole. A call of our own is text. */
final class ToolUseBlock implements StreamedBlock {
    private final Block.ToolUse begun;
    private final PartialReply answer;
    private final boolean isAnswer;
    private final int index;
    private boolean inPieces;

    ToolUseBlock(Block.ToolUse begun, PartialReply answer) {
        this.begun = begun;
        this.answer = answer;
        this.isAnswer = AnthropicFormat.TOOL_NAME.equals(begun.name());
        this.index = isAnswer ? 0 : answer.nextCall();
    }

    @Override
    public List<Delta> begin() {
        if (isAnswer) {
            return List.of();
        }
        ToolCall.Function function = new ToolCall.Function(begun.name(), "", null);
        return List.of(StreamedBlock.call(new ToolCall(index, begun.id(), "function", function, null)));
    }

    @Override
    public List<Delta> grow(ContentDelta growth) {
        return switch (growth) {
            case ContentDelta.Input(String json) -> {
                if (json == null || json.isEmpty()) {
                    yield List.of();
                }
                inPieces = true;
                yield arguments(json);
            }
            case ContentDelta.Text _,
                    ContentDelta.Thinking _,
                    ContentDelta.Signature _,
                    ContentDelta.Citation _,
                    ContentDelta.Other _ -> List.of();
        };
    }

    @Override
    public List<Delta> end() {
        return inPieces ? List.of() : arguments(ToolArguments.text(begun.input()));
    }

    private List<Delta> arguments(String json) {
        if (isAnswer) {
            answer.say(json);
            return StreamedBlock.text(json);
        }
        ToolCall.Function function = new ToolCall.Function(null, json, null);
        return List.of(StreamedBlock.call(new ToolCall(index, null, null, function, null)));
    }
}
