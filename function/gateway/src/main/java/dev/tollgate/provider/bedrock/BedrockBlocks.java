package dev.tollgate.provider.bedrock;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tollgate.openai.Delta;
import dev.tollgate.openai.ReplyBlocks;
import dev.tollgate.openai.ThinkingBlocks;
import dev.tollgate.openai.ToolCall;
import dev.tollgate.provider.bedrock.BedrockWire.ContentDelta;
import dev.tollgate.provider.bedrock.BedrockWire.Event;
import dev.tollgate.provider.bedrock.BedrockWire.Reasoning;
import dev.tollgate.provider.bedrock.BedrockWire.ToolUse;
import dev.tollgate.provider.claude.PropertyNames;
import dev.tollgate.provider.claude.TextAroundAnswer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Converts the blocks of one reply to deltas. Tool calls are numbered from 0, whatever blocks are between them. */
final class BedrockBlocks {
    private static final String CITATIONS = "citations";

    private final Map<Integer, UnfinishedBlock> unfinished = new TreeMap<>();
    private final ReplyBlocks blocks = new ReplyBlocks();
    private final TextAroundAnswer aroundAnswer;

    /**
     * The blocks of one reply.
     *
     * @param aroundAnswer what the model says around an answer in JSON
     */
    BedrockBlocks(TextAroundAnswer aroundAnswer) {
        this.aroundAnswer = aroundAnswer;
    }

    /** A block that has started and not ended. */
    private static final class UnfinishedBlock {
        private final int number;
        private final StringBuilder thinking = new StringBuilder();
        private final StringBuilder signature = new StringBuilder();
        private final PropertyNames names = new PropertyNames();
        private @Nullable Integer call;
        private boolean isJsonOutput;
        private boolean hasInput;

        private UnfinishedBlock(int number) {
            this.number = number;
        }
    }

    /** The number of calls of the caller's tools. */
    int calls() {
        return blocks.calls();
    }

    /** The fields of the message that it has besides text and calls, for the end of the reply. */
    List<Delta> fields() {
        Map<String, JsonNode> fields = blocks.fields();
        return fields.isEmpty() ? List.of() : List.of(new Delta(null, null, null, null, null, fields));
    }

    List<Delta> start(Event.BlockStart start) {
        ToolUse tool = start.start() == null ? null : start.start().toolUse();
        UnfinishedBlock block = block(start.contentBlockIndex());
        if (tool == null) {
            return List.of();
        }
        if (BedrockFormat.JSON_TOOL.equals(tool.name())) {
            block.isJsonOutput = true;
            return aroundAnswer.started(true, true, List.of());
        }
        block.call = blocks.nextCall(block.number);
        ToolCall.Function function = new ToolCall.Function(tool.name(), "", Map.of());
        return aroundAnswer.started(
                true, false, List.of(call(new ToolCall(block.call, tool.toolUseId(), "function", function, Map.of()))));
    }

    List<Delta> delta(Event.BlockDelta delta) {
        ContentDelta content = delta.delta();
        List<Delta> deltas = new ArrayList<>(1);
        if (content == null) {
            return deltas;
        }
        UnfinishedBlock block = block(delta.contentBlockIndex());
        if (content.text() != null) {
            deltas.addAll(aroundAnswer.text(List.of(text(block, content.text()))));
        }
        if (content.toolUse() != null && content.toolUse().input() != null) {
            addInput(block, block.names.add(content.toolUse().input()), deltas);
        }
        if (content.reasoningContent() != null) {
            addThinking(block, content.reasoningContent(), deltas);
        }
        if (content.citation() != null) {
            blocks.add(CITATIONS, content.citation());
        }
        return deltas;
    }

    List<Delta> stop(int index) {
        UnfinishedBlock block = unfinished.remove(index);
        return block == null ? List.of() : end(block);
    }

    /** Ends the blocks that the provider has not ended. */
    List<Delta> stopAll() {
        List<Delta> deltas = unfinished.values().stream()
                .flatMap(block -> end(block).stream())
                .toList();
        unfinished.clear();
        return deltas;
    }

    private UnfinishedBlock block(int index) {
        return unfinished.computeIfAbsent(index, UnfinishedBlock::new);
    }

    private void addInput(UnfinishedBlock block, String input, List<Delta> deltas) {
        if (input.isEmpty()) {
            return;
        }
        if (block.isJsonOutput) {
            block.hasInput = true;
            deltas.add(text(block, input));
        } else if (block.call != null) {
            deltas.add(
                    call(new ToolCall(block.call, null, null, new ToolCall.Function(null, input, Map.of()), Map.of())));
        }
    }

    private void addThinking(UnfinishedBlock block, Reasoning reasoning, List<Delta> deltas) {
        if (reasoning.anyText() != null) {
            block.thinking.append(reasoning.anyText());
            deltas.add(new Delta(null, null, reasoning.anyText(), null, null, Map.of()));
        }
        if (reasoning.anySignature() != null) {
            block.signature.append(reasoning.anySignature());
        }
        if (reasoning.redactedContent() != null) {
            deltas.addAll(
                    blocks.addThinking(block.number, new ThinkingBlocks.Block.Redacted(reasoning.redactedContent())));
        }
    }

    /** Bedrock does not require thinking without a signature back, so the client gets it as text only. */
    private List<Delta> end(UnfinishedBlock block) {
        List<Delta> rest = new ArrayList<>(1);
        addInput(block, block.names.end(), rest);
        if (!rest.isEmpty()) {
            return rest;
        }
        if (block.isJsonOutput && !block.hasInput) {
            return List.of(text(block, "{}"));
        }
        if (!block.signature.isEmpty()) {
            return blocks.addThinking(
                    block.number,
                    new ThinkingBlocks.Block.Thinking(block.thinking.toString(), block.signature.toString()));
        }
        return List.of();
    }

    private Delta text(UnfinishedBlock block, String text) {
        blocks.addText(block.number, text);
        return new Delta(null, text, null, null, null, Map.of());
    }

    private static Delta call(ToolCall call) {
        return new Delta(null, null, null, null, List.of(call), Map.of());
    }
}
