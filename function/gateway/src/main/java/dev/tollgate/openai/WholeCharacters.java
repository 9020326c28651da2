package dev.tollgate.openai;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the characters of one choice whole. Some providers split an emoji between two deltas, and half of one has no bytes in UTF-8:
 * it waits for the other half (elizaOS/eliza#30904, elie222/rakazo#416).
 */
final class WholeCharacters {
    private final HeldHalf content = new HeldHalf();
    private final HeldHalf reasoning = new HeldHalf();
    private final Map<Integer, HeldHalf> arguments = new LinkedHashMap<>();

    /** The first half of a character, if the last piece of a text ended with one. */
    private static final class HeldHalf {
        private String half = "";

        private boolean concerns(@Nullable String piece) {
            return piece != null && !piece.isEmpty() && (!half.isEmpty() || endsWithHalf(piece));
        }

        private @Nullable String whole(@Nullable String piece) {
            if (piece == null || !concerns(piece)) {
                return piece;
            }
            String joined = half + piece;
            int end = endsWithHalf(joined) ? joined.length() - 1 : joined.length();
            half = joined.substring(end);
            return joined.substring(0, end);
        }

        private @Nullable String rest() {
            return half.isEmpty() ? null : half;
        }

        private static boolean endsWithHalf(String piece) {
            return Character.isHighSurrogate(piece.charAt(piece.length() - 1));
        }
    }

    /** The same delta, without the half of a character at an end, and with the one that was held before. */
    Delta whole(Delta delta) {
        List<ToolCall> calls = delta.toolCalls();
        if (!content.concerns(delta.content())
                && !reasoning.concerns(delta.reasoningContent())
                && (calls == null || calls.stream().noneMatch(this::concerns))) {
            return delta;
        }
        return new Delta(
                delta.role(),
                content.whole(delta.content()),
                reasoning.whole(delta.reasoningContent()),
                delta.refusal(),
                calls == null ? null : calls.stream().map(this::whole).toList(),
                delta.extra());
    }

    private boolean concerns(ToolCall call) {
        return held(call)
                .concerns(call.function() == null ? null : call.function().arguments());
    }

    private ToolCall whole(ToolCall call) {
        ToolCall.Function function = call.function();
        return function == null
                ? call
                : new ToolCall(
                        call.index(),
                        call.id(),
                        call.type(),
                        new ToolCall.Function(
                                function.name(), held(call).whole(function.arguments()), function.extra()),
                        call.extra());
    }

    private HeldHalf held(ToolCall call) {
        return arguments.computeIfAbsent(call.index() == null ? 0 : call.index(), _ -> new HeldHalf());
    }

    /** What never became whole, at the end of the choice; adds nothing as a rule. */
    Delta rest() {
        List<ToolCall> calls = new ArrayList<>();
        arguments.forEach((index, held) -> {
            if (held.rest() != null) {
                calls.add(
                        new ToolCall(index, null, null, new ToolCall.Function(null, held.rest(), Map.of()), Map.of()));
            }
        });
        return content.rest() == null && reasoning.rest() == null && calls.isEmpty()
                ? Delta.EMPTY
                : new Delta(null, content.rest(), reasoning.rest(), null, calls, Map.of());
    }
}
