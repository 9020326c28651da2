package dev.tollgate.openai;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Shapes one choice: initial delta → delta* → finish. The initial delta and the finish occur once. */
final class ShapedChoice {
    private final int index;
    private final Map<Integer, Boolean> toolCallsWithArguments = new LinkedHashMap<>();
    private boolean started;
    private boolean finished;

    ShapedChoice(int index) {
        this.index = index;
    }

    List<ChatChunk.Choice> accept(ChatChunk.Choice raw) {
        List<ChatChunk.Choice> pieces = new ArrayList<>(3);
        if (!started) {
            started = true;
            pieces.add(new ChatChunk.Choice(index, Delta.INITIAL, null, null, Map.of()));
        }
        Delta delta = raw.delta().withoutRole();
        if (!delta.addsNothing() || raw.logprobs() != null) {
            noteArguments(delta);
            pieces.add(raw.with(delta, null));
        }
        if (raw.finishReason() != null && !finished) {
            finished = true;
            emptyArguments().forEach(pieces::add);
            pieces.add(new ChatChunk.Choice(index, Delta.EMPTY, null, raw.finishReason(), raw.extra()));
        }
        return pieces;
    }

    private void noteArguments(Delta delta) {
        if (delta.toolCalls() == null) {
            return;
        }
        for (ToolCall call : delta.toolCalls()) {
            String arguments = call.function() == null ? null : call.function().arguments();
            toolCallsWithArguments.merge(
                    call.index() == null ? 0 : call.index(),
                    arguments != null && !arguments.isBlank(),
                    Boolean::logicalOr);
        }
    }

    /** Clients parse the arguments as JSON, so a call without arguments needs {@code {}}. */
    private List<ChatChunk.Choice> emptyArguments() {
        return toolCallsWithArguments.entrySet().stream()
                .filter(call -> !call.getValue())
                .map(call ->
                        new ToolCall(call.getKey(), null, null, new ToolCall.Function(null, "{}", Map.of()), Map.of()))
                .map(call -> new Delta(null, null, null, null, List.of(call), Map.of()))
                .map(delta -> new ChatChunk.Choice(index, delta, null, null, Map.of()))
                .toList();
    }
}
