package dev.tollgate.provider.compatible;

import dev.tollgate.openai.ToolCall;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Numbers the tool calls of one choice from 0 without a gap, and adds what providers leave out. Mistral sends neither index
 * nor type, some send no id, some start at 1, and Gemini sends the index 0 for every call.
 */
final class CompatibleToolCalls {
    private final Map<Integer, Integer> indexesByWireIndex = new HashMap<>();
    private final Map<Integer, @Nullable String> idsByWireIndex = new HashMap<>();
    private final Map<String, Integer> indexesById = new HashMap<>();
    private final Set<Integer> named = new HashSet<>();
    private int count;

    @Nullable
    List<ToolCall> normalise(@Nullable String replyId, @Nullable List<@Nullable ToolCall> pieces) {
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

    private ToolCall number(@Nullable String replyId, ToolCall piece) {
        Integer index = continuedIndex(piece);
        return index == null ? start(replyId, piece) : continuation(index, piece);
    }

    /** The index of the call that this piece continues; null where it starts a new one. */
    private @Nullable Integer continuedIndex(ToolCall piece) {
        if (piece.index() != null) {
            return isAnotherCall(piece.index(), piece) ? null : indexesByWireIndex.get(piece.index());
        }
        if (hasName(piece) || count == 0) {
            return null;
        }
        String id = piece.id();
        return id == null || id.isEmpty() ? Integer.valueOf(count - 1) : indexesById.get(id);
    }

    private ToolCall start(@Nullable String replyId, ToolCall piece) {
        int index = count++;
        String wireId = piece.id();
        if (piece.index() != null) {
            indexesByWireIndex.put(piece.index(), index);
            idsByWireIndex.put(piece.index(), wireId);
        }
        if (wireId != null && !wireId.isEmpty()) {
            indexesById.put(wireId, index);
        }
        String id = wireId == null || wireId.isEmpty() ? "call_" + replyId + "_" + index : wireId;
        String type = piece.type() == null ? "function" : piece.type();
        return new ToolCall(index, id, type, function(index, piece), piece.extra());
    }

    /**
     * SGLang repeats the id in every piece, older llama.cpp the name, and DashScope sends both as empty strings. Clients
     * concatenate all pieces, even of names, so only the first piece may have them.
     */
    private ToolCall continuation(int index, ToolCall piece) {
        return new ToolCall(index, null, null, function(index, piece), piece.extra());
    }

    private ToolCall.@Nullable Function function(int index, ToolCall piece) {
        if (piece.function() == null) {
            return null;
        }
        String name = hasName(piece) && named.add(index) ? piece.function().name() : null;
        return new ToolCall.Function(
                name, piece.function().arguments(), piece.function().extra());
    }

    /** Gemini gives every parallel call the index 0. A name with another id distinguishes the calls. */
    private boolean isAnotherCall(int wireIndex, ToolCall piece) {
        String knownId = idsByWireIndex.get(wireIndex);
        return knownId != null && !isEmpty(piece.id()) && !knownId.equals(piece.id()) && hasName(piece);
    }

    private static boolean hasName(ToolCall piece) {
        return piece.function() != null && !isEmpty(piece.function().name());
    }

    private static boolean isEmpty(@Nullable String text) {
        return text == null || text.isEmpty();
    }
}
