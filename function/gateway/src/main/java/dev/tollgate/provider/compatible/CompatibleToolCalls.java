package dev.tollgate.provider.compatible;

import dev.tollgate.openai.ToolCall;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Numbers the tool calls of one choice from 0 without a gap, and completes what providers leave out: Mistral sends
 * neither index nor type, some send no id, some begin to count at 1, Gemini never counts at all.
 */
final class CompatibleToolCalls {
    private final Map<Integer, Integer> ours = new HashMap<>();
    private final Map<Integer, String> ids = new HashMap<>();
    private int count;

    List<ToolCall> normalise(String replyId, List<ToolCall> pieces) {
        if (pieces == null) {
            return null;
        }
        List<ToolCall> numbered = new ArrayList<>(pieces.size());
        for (ToolCall piece : pieces) {
            if (piece != null) {
                numbered.add(number(replyId, piece));
            }
        }
        return numbered;
    }

    private ToolCall number(String replyId, ToolCall piece) {
        Integer known = piece.index() == null || isAnother(piece) ? null : ours.get(piece.index());
        boolean continuesLast = piece.index() == null && piece.id() == null && !named(piece) && count > 0;
        if (known != null || continuesLast) {
            int index = known != null ? known : count - 1;
            return new ToolCall(index, piece.id(), piece.type(), piece.function(), piece.extra());
        }
        int index = count++;
        if (piece.index() != null) {
            ours.put(piece.index(), index);
            ids.put(piece.index(), piece.id());
        }
        String id = piece.id() == null || piece.id().isEmpty() ? "call_" + replyId + "_" + index : piece.id();
        String type = piece.type() == null ? "function" : piece.type();
        return new ToolCall(index, id, type, piece.function(), piece.extra());
    }

    /** Gemini gives every parallel call the index 0: then a name and another id tell that it is not the same call. */
    private boolean isAnother(ToolCall piece) {
        String known = ids.get(piece.index());
        return known != null
                && piece.id() != null
                && !piece.id().isEmpty()
                && !known.equals(piece.id())
                && named(piece);
    }

    private static boolean named(ToolCall piece) {
        return piece.function() != null
                && piece.function().name() != null
                && !piece.function().name().isEmpty();
    }
}
