package dev.tollgate.openai;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Gives the tool calls of one choice what clients rely on: each has an id of its own, and arguments that are JSON. The id comes
 * with the first piece only.
 */
final class ShapedToolCalls {
    private final String madeUpIds;
    private final Map<Integer, Boolean> hasArguments = new LinkedHashMap<>();
    private final Set<String> ids = new HashSet<>();

    /**
     * Creates the calls of one choice.
     *
     * @param madeUpIds how ids begin for calls to which the provider gives none; unique for each request, so that no id occurs
     *     twice in a conversation
     */
    ShapedToolCalls(String madeUpIds) {
        this.madeUpIds = madeUpIds;
    }

    boolean isEmpty() {
        return hasArguments.isEmpty();
    }

    /** The same delta, with its calls in this form. */
    Delta shape(Delta delta) {
        if (delta.toolCalls() == null) {
            return delta;
        }
        List<ToolCall> shaped = new ArrayList<>(delta.toolCalls().size());
        for (ToolCall call : delta.toolCalls()) {
            int index = call.index() == null ? 0 : call.index();
            String id = hasArguments.containsKey(index) ? null : id(index, call.id());
            String arguments = call.function() == null ? null : call.function().arguments();
            hasArguments.merge(index, arguments != null && !arguments.isBlank(), Boolean::logicalOr);
            shaped.add(new ToolCall(call.index(), id, call.type(), call.function(), call.extra()));
        }
        return delta.withToolCalls(shaped);
    }

    /** Some models give no ids, and some give one id to several calls; their results would be mixed up. */
    private String id(int index, @Nullable String given) {
        return given != null && !given.isEmpty() && ids.add(given) ? given : madeUpIds + index;
    }

    /** Clients parse the arguments as JSON, so a call without arguments needs {@code {}}. */
    List<Delta> completeArguments() {
        return hasArguments.entrySet().stream()
                .filter(call -> !call.getValue())
                .map(call ->
                        new ToolCall(call.getKey(), null, null, new ToolCall.Function(null, "{}", Map.of()), Map.of()))
                .map(call -> new Delta(null, null, null, null, List.of(call), Map.of()))
                .toList();
    }
}
