package dev.tollgate.provider;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.tollgate.openai.ErrorKind;
import dev.tollgate.openai.GatewayException;
import dev.tollgate.openai.Message;
import dev.tollgate.openai.MessageContent;
import dev.tollgate.openai.Role;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A request's messages as most providers with an API of their own expect them: system messages apart, and alternating turns of
 * user and model. Tool results belong to the user; consecutive results form one turn.
 *
 * @param system system and developer messages, wherever they occur in the request
 * @param turns alternating turns, never two of one speaker in a row
 */
public record Conversation(List<Entry> system, List<Turn> turns) {

    /**
     * What the user says before an assistant's message that starts a conversation, for providers that require the user to start.
     * Clients cut off old messages.
     */
    public static final String CONTINUED = "(The conversation continues.)";

    /** What a message says whose only content is a file that the provider takes from the user alone. */
    public static final String FILE_FOLLOWS = "(The next message of the user has the file.)";

    /** What the user says before such a file of the assistant. */
    public static final String ASSISTANTS_FILE = "(This file is from the assistant.)";

    private static final String AUDIO = "audio";

    public Conversation {
        system = List.copyOf(system);
        turns = List.copyOf(turns);
    }

    /** The author of a turn. */
    public enum Speaker {
        USER,
        MODEL
    }

    /** Consecutive messages of one speaker. */
    public record Turn(Speaker speaker, List<Entry> entries) {
        public Turn {
            entries = List.copyOf(entries);
        }
    }

    /**
     * A message and its path in the request.
     *
     * @param path such as {@code messages[3]}, for errors that name the field
     */
    public record Entry(String path, Message message) {}

    /** Groups the messages of a request by speaker. */
    public static Conversation of(List<Message> messages) {
        List<Entry> system = new ArrayList<>(1);
        List<Turn> turns = new ArrayList<>();
        List<Entry> current = new ArrayList<>();
        Speaker speaker = Speaker.USER;
        for (int i = 0; i < messages.size(); i++) {
            Entry entry = new Entry("messages[" + i + "]", withWords(messages.get(i)));
            Optional<Speaker> next = speaker(entry.message().role());
            if (next.isEmpty()) {
                system.add(entry);
                continue;
            }
            if (next.get() != speaker && !current.isEmpty()) {
                turns.add(new Turn(speaker, current));
                current = new ArrayList<>();
            }
            speaker = next.get();
            current.add(entry);
        }
        if (!current.isEmpty()) {
            turns.add(new Turn(speaker, current));
        }
        return new Conversation(system, turns);
    }

    /**
     * Finds the name of the function that returned a tool result. A result holds only the id of its call, and some providers
     * require the name.
     *
     * @throws GatewayException {@code INVALID_VALUE} where no earlier message has such a call
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

    /** The names of the functions that the model has called, in the order of their first calls. */
    public Set<String> usedFunctions() {
        return turns.stream()
                .flatMap(turn -> turn.entries().stream())
                .flatMap(entry -> Stream.ofNullable(entry.message().toolCalls()))
                .flatMap(List::stream)
                .flatMap(call -> Stream.ofNullable(call.function()))
                .flatMap(function -> Stream.ofNullable(function.name()))
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private Map<String, String> functions() {
        Map<String, String> functions = new HashMap<>();
        turns.stream()
                .flatMap(turn -> turn.entries().stream())
                .flatMap(entry -> Stream.ofNullable(entry.message().toolCalls()))
                .flatMap(List::stream)
                .forEach(call -> {
                    if (call.function() != null && call.function().name() != null) {
                        functions.put(call.id(), call.function().name());
                    }
                });
        return functions;
    }

    /** What an assistant said aloud, in words: no provider with an API of its own knows the voice of another one. */
    private static Message withWords(Message message) {
        JsonNode words =
                message.extra().getOrDefault(AUDIO, MissingNode.getInstance()).path("transcript");
        if (message.role() != Role.ASSISTANT || !words.isTextual()) {
            return message;
        }
        Map<String, JsonNode> extra = new LinkedHashMap<>(message.extra());
        extra.remove(AUDIO);
        return new Message(
                message.role(),
                message.content() == null ? new MessageContent.Text(words.textValue()) : message.content(),
                message.name(),
                message.toolCalls(),
                message.toolCallId(),
                extra);
    }

    /** System and developer messages have no speaker: they are not part of a turn. */
    private static Optional<Speaker> speaker(Role role) {
        return switch (role) {
            case SYSTEM, DEVELOPER -> Optional.empty();
            case USER, TOOL, FUNCTION -> Optional.of(Speaker.USER);
            case ASSISTANT -> Optional.of(Speaker.MODEL);
        };
    }
}
