package dev.tollgate.provider.bedrock;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.tollgate.openai.Delta;
import dev.tollgate.openai.ToolCall;
import dev.tollgate.provider.ThinkingBlocks;
import dev.tollgate.provider.bedrock.BedrockWire.Event;
import dev.tollgate.provider.bedrock.BedrockWire.Piece;
import dev.tollgate.provider.bedrock.BedrockWire.Reasoning;
import dev.tollgate.provider.bedrock.BedrockWire.ToolUse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The blocks of one reply, told as what each adds to the answer. Tool calls are numbered from 0, whatever stands between. */
final class BedrockBlocks {
    private static final String CITATIONS = "citations";

    private final Map<Integer, Open> open = new TreeMap<>();
    private int calls;

    /** A block that has begun and not ended. */
    private static final class Open {
        private final StringBuilder thought = new StringBuilder();
        private final StringBuilder signature = new StringBuilder();
        private Integer call;
        private boolean isAnswer;
        private boolean answered;
    }

    /** How many tools of the caller's were called. */
    int calls() {
        return calls;
    }

    List<Delta> start(Event.BlockStart start) {
        ToolUse tool = start.start() == null ? null : start.start().toolUse();
        Open block = block(start.contentBlockIndex());
        if (tool == null) {
            return List.of();
        }
        if (BedrockTools.ANSWER.equals(tool.name())) {
            block.isAnswer = true;
            return List.of();
        }
        block.call = calls++;
        return List.of(call(new ToolCall(
                block.call, tool.toolUseId(), "function", new ToolCall.Function(tool.name(), "", null), null)));
    }

    List<Delta> delta(Event.BlockDelta delta) {
        Piece piece = delta.delta();
        List<Delta> deltas = new ArrayList<>(1);
        if (piece == null) {
            return deltas;
        }
        Open block = block(delta.contentBlockIndex());
        if (piece.text() != null) {
            deltas.add(text(piece.text()));
        }
        if (piece.toolUse() != null && piece.toolUse().input() != null) {
            input(block, piece.toolUse().input(), deltas);
        }
        if (piece.reasoningContent() != null) {
            think(block, piece.reasoningContent(), deltas);
        }
        if (piece.citation() != null) {
            deltas.add(
                    extra(Map.of(CITATIONS, JsonNodeFactory.instance.arrayNode().add(piece.citation()))));
        }
        return deltas;
    }

    List<Delta> stop(int index) {
        Open block = open.remove(index);
        return block == null ? List.of() : end(block);
    }

    /** Ends what the provider has left open. */
    List<Delta> stopAll() {
        List<Delta> deltas =
                open.values().stream().flatMap(block -> end(block).stream()).toList();
        open.clear();
        return deltas;
    }

    private Open block(int index) {
        return open.computeIfAbsent(index, _ -> new Open());
    }

    private static void input(Open block, String input, List<Delta> deltas) {
        if (input.isEmpty()) {
            return;
        }
        if (block.isAnswer) {
            block.answered = true;
            deltas.add(text(input));
        } else if (block.call != null) {
            deltas.add(call(new ToolCall(block.call, null, null, new ToolCall.Function(null, input, null), null)));
        }
    }

    private static void think(Open block, Reasoning reasoning, List<Delta> deltas) {
        if (reasoning.anyText() != null) {
            block.thought.append(reasoning.anyText());
            deltas.add(new Delta(null, null, reasoning.anyText(), null, null, null));
        }
        if (reasoning.anySignature() != null) {
            block.signature.append(reasoning.anySignature());
        }
        if (reasoning.redactedContent() != null) {
            deltas.add(extra(ThinkingBlocks.field(new ThinkingBlocks.Block.Redacted(reasoning.redactedContent()))));
        }
    }

    /** Thinking without a signature is not wanted back, so it is told as text only. */
    private static List<Delta> end(Open block) {
        if (block.isAnswer && !block.answered) {
            return List.of(text("{}"));
        }
        if (block.signature.isEmpty()) {
            return List.of();
        }
        return List.of(extra(ThinkingBlocks.field(
                new ThinkingBlocks.Block.Thinking(block.thought.toString(), block.signature.toString()))));
    }

    private static Delta text(String text) {
        return new Delta(null, text, null, null, null, null);
    }

    private static Delta call(ToolCall call) {
        return new Delta(null, null, null, null, List.of(call), null);
    }

    private static Delta extra(Map<String, JsonNode> fields) {
        return new Delta(null, null, null, null, null, fields);
    }
}
