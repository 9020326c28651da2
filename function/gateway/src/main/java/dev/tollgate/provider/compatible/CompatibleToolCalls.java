package dev.tollgate.provider.compatible;

import dev.tollgate.openai.ToolCall;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Numbers the tool calls of one choice from 0 without a gap, and completes what providers leave out: Mistral sends
 * neither index nor type, some send no id, some begin to count at 1, Gemini never counts at all.
 */
final class CompatibleToolCalls {
    private final Map<Integer, Integer> ours = new HashMap<>();
    private final Map<Integer, String> ids = new HashMap<>();
    private final Map<String, Integer> byId = new HashMap<>();
    private final Set<Integer> named = new HashSet<>();
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
        Integer known = continued(piece);
        return known == null ? first(replyId, piece) : more(known, piece);
    }

    /** The call that this piece goes on with; null where it begins one. */
    private Integer continued(ToolCall piece) {
        if (piece.index() != null) {
            return isAnother(piece) ? null : ours.get(piece.index());
        }
        if (named(piece) || count == 0) {
            return null;
        }
        return isBlank(piece.id()) ? Integer.valueOf(count - 1) : byId.get(piece.id());
    }

    private ToolCall first(String replyId, ToolCall piece) {
        int index = count++;
        if (piece.index() != null) {
            ours.put(piece.index(), index);
            ids.put(piece.index(), piece.id());
        }
        if (!isBlank(piece.id())) {
            byId.put(piece.id(), index);
        }
        String id = isBlank(piece.id()) ? "call_" + replyId + "_" + index : piece.id();
        String type = piece.type() == null ? "function" : piece.type();
        return new ToolCall(index, id, type, function(index, piece), piece.extra());
    }

    /**
     * SGLang repeats the id in every piece, older llama.cpp the name, DashScope sends both as empty strings. Clients join
     * the pieces they get, names too, so what has been said is not said again.
     */
    private ToolCall more(int index, ToolCall piece) {
        return new ToolCall(index, null, null, function(index, piece), piece.extra());
    }

    private ToolCall.Function function(int index, ToolCall piece) {
        if (piece.function() == null) {
            return null;
        }
        String name = named(piece) && named.add(index) ? piece.function().name() : null;
        return new ToolCall.Function(
                name, piece.function().arguments(), piece.function().extra());
    }

    /** Gemini gives every parallel call the index 0: then a name and another id tell that it is not the same call. */
    private boolean isAnother(ToolCall piece) {
        String known = ids.get(piece.index());
        return known != null && !isBlank(piece.id()) && !known.equals(piece.id()) && named(piece);
    }

    private static boolean named(ToolCall piece) {
        return piece.function() != null && !isBlank(piece.function().name());
    }

    private static boolean isBlank(String text) {
        return text == null || text.isEmpty();
    }
}
