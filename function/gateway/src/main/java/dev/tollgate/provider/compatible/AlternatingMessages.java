package dev.tollgate.provider.compatible;

import dev.tollgate.openai.ContentPart;
import dev.tollgate.openai.Message;
import dev.tollgate.openai.MessageContent;
import dev.tollgate.openai.Role;
import dev.tollgate.openai.ToolCall;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Brings messages into the order that Perplexity requires: "After the (optional) system message(s), user or tool message(s)
 * should alternate with assistant message(s)" (perplexityai/api-discussion#265).
 */
final class AlternatingMessages {
    private AlternatingMessages() {}

    /** System messages first; consecutive messages of the user, or of the assistant, as one. */
    static List<Message> of(List<Message> messages) {
        List<Message> ordered = new ArrayList<>(
                messages.stream().filter(AlternatingMessages::isSystem).toList());
        int systems = ordered.size();
        for (Message message : messages) {
            if (isSystem(message)) {
                continue;
            }
            Message last = ordered.size() > systems ? ordered.getLast() : null;
            if (last != null && last.role() == message.role() && message.role() != Role.TOOL) {
                ordered.set(ordered.size() - 1, merged(last, message));
            } else {
                ordered.add(message);
            }
        }
        return ordered;
    }

    private static boolean isSystem(Message message) {
        return message.role() == Role.SYSTEM || message.role() == Role.DEVELOPER;
    }

    private static Message merged(Message first, Message second) {
        return new Message(
                first.role(),
                content(first.content(), second.content()),
                first.name(),
                calls(first.toolCalls(), second.toolCalls()),
                null,
                first.extra());
    }

    private static @Nullable MessageContent content(@Nullable MessageContent first, @Nullable MessageContent second) {
        if (first == null || second == null) {
            return first == null ? second : first;
        }
        if (first instanceof MessageContent.Text(String before)
                && second instanceof MessageContent.Text(String after)) {
            return new MessageContent.Text(
                    before.isEmpty() || after.isEmpty() ? before + after : before + "\n\n" + after);
        }
        List<ContentPart> parts = new ArrayList<>(first.asParts());
        parts.addAll(second.asParts());
        return new MessageContent.Parts(parts);
    }

    private static @Nullable List<ToolCall> calls(@Nullable List<ToolCall> first, @Nullable List<ToolCall> second) {
        if (first == null || second == null) {
            return first == null ? second : first;
        }
        List<ToolCall> calls = new ArrayList<>(first);
        calls.addAll(second);
        return calls;
    }
}
