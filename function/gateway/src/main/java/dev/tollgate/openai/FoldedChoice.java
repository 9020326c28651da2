package dev.tollgate.openai;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** One choice of a {@link ChunkFold}. */
final class FoldedChoice {
    /** Its own objects, and those that decoder and shaper keep for it. */
    private static final int ELEMENTS_OF_CHOICE = 12;

    private static final int ELEMENTS_OF_CALL = 6;

    private final int index;
    private final FoldSize size;
    private final StringBuilder content = new StringBuilder();
    private final StringBuilder reasoning = new StringBuilder();
    private final StringBuilder refusal = new StringBuilder();
    private final Map<Integer, FoldedToolCall> toolCalls = new TreeMap<>();
    private final Map<String, JoinedField> messageExtra = new LinkedHashMap<>();
    private final Map<String, JsonNode> extra = new LinkedHashMap<>();
    private final JoinedField logprobs = new JoinedField();
    private @Nullable String finishReason;

    FoldedChoice(int index, FoldSize size) {
        this.index = index;
        this.size = size;
        size.elements(ELEMENTS_OF_CHOICE);
    }

    void add(ChatChunk.Choice piece) {
        Delta delta = piece.delta().withoutBlocks();
        append(content, delta.content());
        append(reasoning, delta.reasoningContent());
        append(refusal, delta.refusal());
        if (delta.toolCalls() != null) {
            delta.toolCalls().forEach(call -> toolCalls
                    .computeIfAbsent(call.index() == null ? 0 : call.index(), _ -> startCall())
                    .add(call));
        }
        delta.extra().forEach((name, value) -> {
            if (!value.isNull()) {
                messageExtra.computeIfAbsent(name, _ -> new JoinedField()).add(value);
                size.value(value);
            }
        });
        piece.extra().forEach((name, value) -> {
            extra.put(name, value);
            size.value(value);
        });
        if (piece.logprobs() != null) {
            logprobs.add(piece.logprobs());
            size.value(piece.logprobs());
        }
        finishReason = piece.finishReason() == null ? finishReason : piece.finishReason();
    }

    private FoldedToolCall startCall() {
        size.elements(ELEMENTS_OF_CALL);
        return new FoldedToolCall(size);
    }

    ChatCompletion.Choice choice() {
        List<ToolCall> calls = toolCalls.isEmpty()
                ? null
                : toolCalls.values().stream().map(FoldedToolCall::call).toList();
        ChatCompletion.AssistantMessage message = new ChatCompletion.AssistantMessage(
                "assistant",
                contentOrNull(),
                textOrNull(reasoning),
                textOrNull(refusal),
                calls,
                JoinedField.values(messageExtra));
        JsonNode allLogprobs = logprobs.value();
        return new ChatCompletion.Choice(
                index, message, allLogprobs.isNull() ? null : allLogprobs, finishReason, extra);
    }

    void appendText(StringBuilder text) {
        text.append(content).append(reasoning).append(refusal);
        toolCalls.values().forEach(call -> call.appendText(text));
    }

    /** OpenAI sends null content with tool calls and refusals, and an empty string for an empty message. */
    private @Nullable String contentOrNull() {
        boolean hasOtherContent =
                !toolCalls.isEmpty() || !refusal.isEmpty() || messageExtra.containsKey("function_call");
        return content.isEmpty() && hasOtherContent ? null : content.toString();
    }

    private static @Nullable String textOrNull(StringBuilder text) {
        return text.isEmpty() ? null : text.toString();
    }

    private void append(StringBuilder text, @Nullable String piece) {
        if (piece != null) {
            text.append(piece);
            size.text(piece);
        }
    }
}
