package dev.tollgate.edge.messages;

import dev.tollgate.openai.ToolCall;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The blocks of calls of tools, one after the other. Clients run a tool when its block ends, so that no input may come later
 * (BerriAI/litellm#37273). Some providers stream several calls at once: the later ones wait until the input of the one before is whole.
 */
final class CallBlocks {
    private final MessageEvents events;
    private final Map<Integer, CallBlock> calls = new LinkedHashMap<>();

    CallBlocks(MessageEvents events) {
        this.events = events;
    }

    /** One call, as far as it has come. */
    private static final class CallBlock {
        private final ToolCall first;
        private final StringBuilder unsent = new StringBuilder();
        private int depth;
        private boolean quoted;
        private boolean escaped;
        private boolean whole;
        private boolean started;
        private boolean ended;

        private CallBlock(ToolCall first) {
            this.first = first;
        }

        private void add(String input) {
            unsent.append(input);
            input.chars().forEach(this::follow);
        }

        /** The input is whole where its first object ends. */
        private void follow(int letter) {
            if (escaped) {
                escaped = false;
            } else if (quoted) {
                escaped = letter == '\\';
                quoted = letter != '"';
            } else if (letter == '"') {
                quoted = true;
            } else if (letter == '{' || letter == '[') {
                depth++;
            } else if (letter == '}' || letter == ']') {
                whole |= --depth == 0;
            }
        }
    }

    /** Adds a piece of a call. */
    void add(ToolCall piece) {
        CallBlock call = calls.computeIfAbsent(piece.index() == null ? 0 : piece.index(), _ -> new CallBlock(piece));
        ToolCall.Function function = piece.function();
        if (function != null && function.arguments() != null) {
            call.add(function.arguments());
        }
        send(false);
    }

    /** Whether a call has started whose input is not whole. */
    boolean unfinished() {
        return calls.values().stream().anyMatch(call -> !call.ended && !call.whole);
    }

    /** Sends what waits, because something else follows. What comes later of these calls is left out. */
    void end() {
        send(true);
    }

    private void send(boolean all) {
        int left = calls.size();
        for (CallBlock call : calls.values()) {
            left--;
            if (call.ended) {
                continue;
            }
            send(call);
            call.ended = all || (call.whole && left > 0);
            if (!call.ended) {
                return;
            }
        }
    }

    private void send(CallBlock call) {
        if (!call.started) {
            call.started = true;
            ToolCall.Function function = call.first.function();
            events.start(
                    MessageEvents.call(call.first.id(), function == null ? null : function.name(), call.first.extra()));
        }
        if (!call.unsent.isEmpty()) {
            events.add(MessageEvents.of("input_json_delta", "partial_json", call.unsent.toString()));
            call.unsent.setLength(0);
        }
    }
}
