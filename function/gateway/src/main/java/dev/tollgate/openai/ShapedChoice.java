package dev.tollgate.openai;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Shapes one choice: initial delta → delta* → finish. The initial delta and the finish occur once. */
final class ShapedChoice {
    private final int index;
    private final boolean functionForced;
    private final ShapedToolCalls calls;
    private final WholeCharacters characters = new WholeCharacters();
    private boolean started;
    private boolean finished;

    /**
     * Creates the shape of one choice.
     *
     * @param callIds how ids begin that the gateway makes up for tool calls
     * @param functionForced whether the request names the function that the model must call
     */
    ShapedChoice(int index, String callIds, boolean functionForced) {
        this.index = index;
        this.functionForced = functionForced;
        this.calls = new ShapedToolCalls(callIds);
    }

    List<ChatChunk.Choice> accept(ChatChunk.Choice raw) {
        List<ChatChunk.Choice> pieces = new ArrayList<>(3);
        Delta delta = characters.whole(calls.shape(raw.delta().withoutRole()));
        if (!delta.addsNothing() || raw.logprobs() != null) {
            add(raw, delta, pieces);
        }
        if (raw.finishReason() != null && !finished) {
            finished = true;
            if (!started) {
                start(Delta.INITIAL, pieces);
            }
            Delta rest = characters.rest();
            if (!rest.addsNothing()) {
                pieces.add(piece(rest, null, Map.of()));
            }
            calls.completeArguments().forEach(empty -> pieces.add(piece(empty, null, Map.of())));
            pieces.add(piece(Delta.EMPTY, finishReason(raw.finishReason()), raw.extra()));
        }
        return pieces;
    }

    /** A choice that begins with a tool call has no empty text: clients would show it. */
    private void add(ChatChunk.Choice raw, Delta delta, List<ChatChunk.Choice> pieces) {
        if (!started && delta.toolCalls() != null && isEmpty(delta.content())) {
            started = true;
            pieces.add(raw.with(delta.asFirst(), null));
            return;
        }
        if (!started) {
            start(beginsWithText(delta) ? Delta.INITIAL : Delta.INITIAL_NO_TEXT, pieces);
        }
        pieces.add(raw.with(delta, null));
    }

    /** Clients of OpenAI's chat do not see blocks. */
    private static boolean beginsWithText(Delta delta) {
        return !isEmpty(delta.content())
                || !isEmpty(delta.refusal())
                || delta.withoutBlocks().addsNothing();
    }

    private void start(Delta initial, List<ChatChunk.Choice> pieces) {
        started = true;
        pieces.add(piece(initial, null, Map.of()));
    }

    /**
     * OpenAI says {@code tool_calls} if the model chose to call a tool, and {@code stop} where the request named the function. Some
     * providers say {@code stop} after every call, and agents would then not run the tool; others say {@code tool_calls} without a
     * call, and agents would wait for one.
     */
    private String finishReason(String reason) {
        return switch (reason) {
            case "stop" -> calls.isEmpty() || functionForced ? reason : "tool_calls";
            case "function_call" -> calls.isEmpty() ? reason : "tool_calls";
            case "tool_calls" -> calls.isEmpty() ? "stop" : reason;
            default -> reason;
        };
    }

    private ChatChunk.Choice piece(Delta delta, @Nullable String reason, Map<String, JsonNode> extra) {
        return new ChatChunk.Choice(index, delta, null, reason, extra);
    }

    private static boolean isEmpty(@Nullable String text) {
        return text == null || text.isEmpty();
    }
}
