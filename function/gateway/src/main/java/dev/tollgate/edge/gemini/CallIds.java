package dev.tollgate.edge.gemini;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The ids of function calls in one conversation. Gemini's clients may leave them out: then a result belongs to the first call of
 * its function that has none yet.
 */
final class CallIds {
    private final Set<String> known = new HashSet<>();
    private final Map<String, Deque<String>> open = new HashMap<>();
    private int made;

    /** The id of a call. */
    String ofCall(@Nullable String sent, String function) {
        String id = sent == null || sent.isEmpty() ? "call_" + made++ : sent;
        known.add(id);
        open.computeIfAbsent(function, _ -> new ArrayDeque<>()).add(id);
        return id;
    }

    /** The id of the call that this is the result of. */
    String ofResult(@Nullable String sent, String function) {
        Deque<String> calls = open.getOrDefault(function, new ArrayDeque<>());
        if (sent != null && known.contains(sent)) {
            calls.remove(sent);
            return sent;
        }
        String first = calls.poll();
        if (first != null) {
            return first;
        }
        return sent == null || sent.isEmpty() ? "call_" + made++ : sent;
    }
}
