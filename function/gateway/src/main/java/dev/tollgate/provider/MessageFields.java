package dev.tollgate.provider;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tollgate.openai.Role;
import dev.tollgate.provider.Conversation.Entry;
import java.util.Map;
import java.util.Set;

/**
 * The fields of messages that a provider does not understand. Those of assistants and tools are the conversation's history,
 * which may come from any provider, so the gateway drops them. Those of users and systems are what the caller asks for.
 */
public final class MessageFields {
    /** What an assistant said in a form that the provider does not have. Dropping it would lose content. */
    private static final Set<String> CONTENT = Set.of("audio", "function_call");

    private MessageFields() {}

    /** Drops or reports all fields except content, calls and these. */
    public static void check(Entry entry, Set<String> supported, UnsupportedFields unsupported) {
        Role role = entry.message().role();
        if (entry.message().name() != null && role != Role.TOOL) {
            unsupported.report(entry.path() + ".name", "has no names of participants");
        }
        boolean isHistory = role == Role.ASSISTANT || role == Role.TOOL;
        entry.message().extra().forEach((name, value) -> {
            if (supported.contains(name) || isEmpty(value)) {
                return;
            }
            if (isHistory && !CONTENT.contains(name)) {
                unsupported.drop(entry.path() + "." + name);
            } else {
                unsupported.report(entry.path() + "." + name, "does not support it");
            }
        });
    }

    /** Drops the fields of a part of a message or of a call, except these. */
    public static void dropExcept(
            Set<String> supported, Map<String, JsonNode> fields, String path, UnsupportedFields unsupported) {
        fields.forEach((name, value) -> {
            if (!supported.contains(name) && !isEmpty(value)) {
                unsupported.drop(path + "." + name);
            }
        });
    }

    /** Empty fields say nothing: OpenAI's own clients send {@code refusal: null} and {@code annotations: []}. */
    private static boolean isEmpty(JsonNode value) {
        return value.isNull()
                || (value.isContainerNode() && value.isEmpty())
                || (value.isTextual() && value.textValue().isEmpty());
    }
}
