package dev.tollgate.provider;

import dev.tollgate.openai.ErrorKind;
import dev.tollgate.openai.GatewayException;
import dev.tollgate.openai.Message;
import dev.tollgate.openai.Role;
import dev.tollgate.openai.ToolCall;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A request's messages as most providers with an API of their own want them: what the system says apart, then turns of
 * user and model that alternate. Tools' results are the user's: however many there are, they are one turn.
 *
 * @param system system and developer messages, wherever they stood
 * @param turns never two of one speaker in a row
 */
public record Conversation(List<Entry> system, List<Turn> turns) {

    public Conversation {
        system = List.copyOf(system);
        turns = List.copyOf(turns);
    }

    /** Who speaks in a turn. */
    public enum Speaker {
        USER,
        MODEL
    }

    /** What one speaker says without being interrupted. */
    public record Turn(Speaker speaker, List<Entry> entries) {
        public Turn {
            entries = List.copyOf(entries);
        }
    }

    /**
     * A message, and where it stands in the request.
     *
     * @param path such as {@code messages[3]}, for failures that name the field
     */
    public record Entry(String path, Message message) {}

    /** Sorts the messages of a request. */
    public static Conversation of(List<Message> messages) {
        List<Entry> system = new ArrayList<>(1);
        List<Turn> turns = new ArrayList<>();
        List<Entry> current = new ArrayList<>();
        Speaker speaker = null;
        for (int i = 0; i < messages.size(); i++) {
            Entry entry = new Entry("messages[" + i + "]", messages.get(i));
            Speaker next = speaker(entry.message().role());
            if (next == null) {
                system.add(entry);
                continue;
            }
            if (next != speaker && !current.isEmpty()) {
                turns.add(new Turn(speaker, current));
                current = new ArrayList<>();
            }
            speaker = next;
            current.add(entry);
        }
        if (!current.isEmpty()) {
            turns.add(new Turn(speaker, current));
        }
        return new Conversation(system, turns);
    }

    /**
     * The function that a tool's result answers: a result names the call's id only, and some providers want the name.
     *
     * @throws GatewayException {@code INVALID_VALUE} where no message before it made such a call
     */
    public String functionOf(Entry result) {
        String name = functions().get(result.message().toolCallId());
        if (name == null) {
            String field = result.path() + ".tool_call_id";
            throw GatewayException.of(
                    ErrorKind.INVALID_VALUE,
                    field,
                    "Invalid value for '" + field + "': no message before it made a tool call with this id.");
        }
        return name;
    }

    private Map<String, String> functions() {
        Map<String, String> functions = new HashMap<>();
        turns.stream()
                .flatMap(turn -> turn.entries().stream())
                .map(entry -> entry.message().toolCalls())
                .filter(calls -> calls != null)
                .flatMap(List::stream)
                .filter(call -> call.function() != null && call.function().name() != null)
                .forEach((ToolCall call) ->
                        functions.put(call.id(), call.function().name()));
        return functions;
    }

    private static Speaker speaker(Role role) {
        return switch (role) {
            case SYSTEM, DEVELOPER -> null;
            case USER, TOOL, FUNCTION -> Speaker.USER;
            case ASSISTANT -> Speaker.MODEL;
        };
    }
}
