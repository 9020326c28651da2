package dev.tollgate.provider.anthropic;

import dev.tollgate.openai.Delta;
import dev.tollgate.openai.ToolCall;
import dev.tollgate.provider.ToolArguments;
import dev.tollgate.provider.anthropic.AnthropicWire.Block;
import dev.tollgate.provider.anthropic.AnthropicWire.Growth;
import java.util.List;

/** A call of a tool: named first, then its arguments in pieces or, at the end, as a whole. A call of our own is text. */
final class OpenCall implements OpenBlock {
    private final Block.ToolUse begun;
    private final AnswerSoFar answer;
    private final boolean isAnswer;
    private final int index;
    private boolean inPieces;

    OpenCall(Block.ToolUse begun, AnswerSoFar answer) {
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
        return List.of(OpenBlock.call(new ToolCall(index, begun.id(), "function", function, null)));
    }

    @Override
    public List<Delta> grow(Growth growth) {
        return switch (growth) {
            case Growth.Input(String json) -> {
                if (json == null || json.isEmpty()) {
                    yield List.of();
                }
                inPieces = true;
                yield arguments(json);
            }
            case Growth.Text _, Growth.Thinking _, Growth.Signature _, Growth.Citation _, Growth.Other _ -> List.of();
        };
    }

    @Override
    public List<Delta> end() {
        return inPieces ? List.of() : arguments(ToolArguments.text(begun.input()));
    }

    private List<Delta> arguments(String json) {
        if (isAnswer) {
            answer.say(json);
            return OpenBlock.text(json);
        }
        ToolCall.Function function = new ToolCall.Function(null, json, null);
        return List.of(OpenBlock.call(new ToolCall(index, null, null, function, null)));
    }
}
