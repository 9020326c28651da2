package dev.tollgate.provider.claude;

import dev.tollgate.openai.Delta;
import dev.tollgate.openai.ReplyBlocks;
import dev.tollgate.openai.ToolCall;
import dev.tollgate.provider.ToolArguments;
import dev.tollgate.provider.claude.AnthropicWire.Block;
import dev.tollgate.provider.claude.AnthropicWire.ContentDelta;
import java.util.List;
import java.util.Map;

/**
 * A tool call: first its name, then its arguments in pieces or, at the end, as a whole. A call of the gateway's own tool
 * becomes text, because its input is the response in JSON.
 */
final class ToolUseBlock implements StreamedBlock {
    private final Block.ToolUse initial;
    private final int number;
    private final ReplyBlocks blocks;
    private final boolean isJsonOutput;
    private final int index;
    private final PropertyNames names = new PropertyNames();
    private boolean inPieces;

    ToolUseBlock(int number, Block.ToolUse initial, ReplyBlocks blocks) {
        this.initial = initial;
        this.number = number;
        this.blocks = blocks;
        this.isJsonOutput = AnthropicReply.JSON_TOOL.equals(initial.name());
        this.index = isJsonOutput ? 0 : blocks.nextCall(number);
    }

    @Override
    public List<Delta> start() {
        if (isJsonOutput) {
            return List.of();
        }
        ToolCall.Function function = new ToolCall.Function(initial.name(), "", Map.of());
        return List.of(StreamedBlock.call(new ToolCall(index, initial.id(), "function", function, Map.of())));
    }

    @Override
    public List<Delta> add(ContentDelta delta) {
        return switch (delta) {
            case ContentDelta.Input(String json) -> {
                if (json == null || json.isEmpty()) {
                    yield List.of();
                }
                inPieces = true;
                yield arguments(names.add(json));
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
        return arguments(inPieces ? names.end() : names.add(ToolArguments.text(initial.input())) + names.end());
    }

    private List<Delta> arguments(String json) {
        if (json.isEmpty()) {
            return List.of();
        }
        if (isJsonOutput) {
            blocks.addText(number, json);
            return StreamedBlock.text(json);
        }
        ToolCall.Function function = new ToolCall.Function(null, json, Map.of());
        return List.of(StreamedBlock.call(new ToolCall(index, null, null, function, Map.of())));
    }
}
