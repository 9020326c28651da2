package dev.tollgate.provider;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import dev.tollgate.openai.Message;
import dev.tollgate.openai.MessageContent;
import dev.tollgate.openai.Role;
import dev.tollgate.provider.Conversation.Entry;
import dev.tollgate.provider.Conversation.Speaker;
import dev.tollgate.provider.Conversation.Turn;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Gives each tool call of a conversation exactly one result, at the start of the turn after it. Some providers reject any other
 * conversation, and clients send them: a user interrupts a tool, or a client cuts off old messages.
 *
 * <ul>
 *   <li>A call without a result gets one that says so.
 *   <li>A result without a call, and a second result of one call, becomes what the user says.
 * </ul>
 */
public final class PairedResults {
    private static final String NO_RESULT = "This call has no result.";

    private final List<Turn> turns = new ArrayList<>();

    private PairedResults() {}

    /** The same conversation with paired calls and results. */
    public static Conversation in(Conversation conversation) {
        PairedResults paired = new PairedResults();
        Map<String, Entry> open = Map.of();
        for (Turn turn : conversation.turns()) {
            switch (turn.speaker()) {
                case MODEL -> {
                    paired.turns.add(turn);
                    open = calls(turn);
                }
                case USER -> {
                    paired.turns.add(user(turn, open));
                    open = Map.of();
                }
            }
        }
        if (!open.isEmpty()) {
            paired.turns.add(user(new Turn(Speaker.USER, List.of()), open));
        }
        return new Conversation(conversation.system(), paired.turns);
    }

    /** The messages of this turn's calls, by the ids of the calls. */
    private static Map<String, Entry> calls(Turn turn) {
        Map<String, Entry> calls = new LinkedHashMap<>();
        for (Entry entry : turn.entries()) {
            if (entry.message().toolCalls() != null) {
                entry.message().toolCalls().forEach(call -> {
                    if (call.function() != null) {
                        calls.put(call.id() == null ? "" : call.id(), entry);
                    }
                });
            }
        }
        return calls;
    }

    private static Turn user(Turn turn, Map<String, Entry> calls) {
        Map<String, Entry> missing = new LinkedHashMap<>(calls);
        List<Entry> results = new ArrayList<>();
        List<Entry> others = new ArrayList<>();
        for (Entry entry : turn.entries()) {
            if (entry.message().role() != Role.TOOL) {
                others.add(entry);
            } else if (missing.remove(String.valueOf(entry.message().toolCallId())) != null) {
                results.add(entry);
            } else {
                others.add(asUser(entry));
            }
        }
        missing.forEach((id, call) -> results.add(new Entry(call.path(), noResult(id))));
        results.addAll(others);
        return new Turn(Speaker.USER, results);
    }

    private static Entry asUser(Entry result) {
        Message message = result.message();
        return new Entry(
                result.path(), new Message(Role.USER, message.content(), null, null, null, cacheControl(message)));
    }

    private static Map<String, JsonNode> cacheControl(Message message) {
        return message.extra().containsKey("cache_control")
                ? Map.of("cache_control", message.extra().get("cache_control"))
                : Map.of();
    }

    private static Message noResult(String id) {
        return new Message(
                Role.TOOL, new MessageContent.Text(NO_RESULT), null, null, id, Map.of("is_error", BooleanNode.TRUE));
    }
}
