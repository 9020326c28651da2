package dev.tollgate.openai;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** One choice of a {@link ChunkFold}. */
final class FoldedChoice {
    private final int index;
    private final StringBuilder content = new StringBuilder();
    private final StringBuilder reasoning = new StringBuilder();
    private final StringBuilder refusal = new StringBuilder();
    private final Map<Integer, FoldedToolCall> toolCalls = new TreeMap<>();
    private final Map<String, JsonNode> messageExtra = new LinkedHashMap<>();
    private final Map<String, JsonNode> extra = new LinkedHashMap<>();
    private JsonNode logprobs;
    private String finishReason;

    FoldedChoice(int index) {
        this.index = index;
    }

    void add(ChatChunk.Choice piece) {
        Delta delta = piece.delta();
        append(content, delta.content());
        append(reasoning, delta.reasoningContent());
        append(refusal, delta.refusal());
        if (delta.toolCalls() != null) {
            delta.toolCalls().forEach(call -> toolCalls
                    .computeIfAbsent(call.index() == null ? 0 : call.index(), _ -> new FoldedToolCall())
                    .add(call));
        }
        delta.extra().forEach((name, value) -> {
            if (!value.isNull()) {
                messageExtra.merge(name, value, JsonCodec::join);
            }
        });
        extra.putAll(piece.extra());
        logprobs = piece.logprobs() == null ? logprobs : JsonCodec.join(logprobs, piece.logprobs());
        finishReason = piece.finishReason() == null ? finishReason : piece.finishReason();
    }

    ChatCompletion.Choice choice() {
        List<ToolCall> calls = toolCalls.isEmpty()
                ? null
                : toolCalls.values().stream().map(FoldedToolCall::call).toList();
        ChatCompletion.Answer message = new ChatCompletion.Answer(
                "assistant", contentOrNull(), textOrNull(reasoning), textOrNull(refusal), calls, messageExtra);
        return new ChatCompletion.Choice(index, message, logprobs, finishReason, extra);
    }

    void speak(StringBuilder all) {
        all.append(content).append(reasoning).append(refusal);
        toolCalls.values().forEach(call -> call.speak(all));
    }

    /** OpenAI says null beside tool calls and refusals, and an empty string for an answer that is just empty. */
    private String contentOrNull() {
        boolean saidElsewhere = !toolCalls.isEmpty() || !refusal.isEmpty();
        return content.isEmpty() && saidElsewhere ? null : content.toString();
    }

    private static String textOrNull(StringBuilder text) {
        return text.isEmpty() ? null : text.toString();
    }

    private static void append(StringBuilder text, String piece) {
        if (piece != null) {
            text.append(piece);
        }
    }
}
