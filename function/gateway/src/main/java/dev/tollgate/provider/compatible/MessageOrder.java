package dev.tollgate.provider.compatible;

import dev.tollgate.openai.ContentPart;
import dev.tollgate.openai.Message;
import dev.tollgate.openai.MessageContent;
import dev.tollgate.openai.Role;
import dev.tollgate.openai.ToolCall;
import dev.tollgate.provider.MessageQuirks;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Brings messages into the order that a provider requires. */
final class MessageOrder {
    /** What the assistant says between the result of a tool and the user's next message. */
    private static final Message NOTED = Message.text(Role.ASSISTANT, "OK.");

    /** What the user says where a conversation begins or ends with the assistant. */
    private static final Message GO_ON = Message.text(Role.USER, "Continue.");

    private MessageOrder() {}

    static List<Message> of(List<Message> messages, MessageQuirks accepted) {
        List<Message> ordered = accepted.systemFirst() || accepted.alternating() ? systemFirst(messages) : messages;
        if (accepted.systemFirst()) {
            ordered = oneSystem(ordered);
        }
        if (accepted.resultsAnswered()) {
            ordered = answered(ordered);
        }
        return accepted.alternating() ? alternating(ordered) : ordered;
    }

    /**
     * The last system message as the user's, where no other message follows. OpenAI's models answer instructions alone; Zhipu says
     * "The messages parameter is illegal" (code 1214), and Mistral "Expected last role User or Tool".
     */
    static List<Message> withUser(List<Message> messages) {
        if (!messages.stream().allMatch(MessageOrder::isSystem)) {
            return messages;
        }
        Message last = messages.getLast();
        List<Message> spoken = new ArrayList<>(messages.subList(0, messages.size() - 1));
        spoken.add(new Message(Role.USER, last.content(), last.name(), null, null, last.extra()));
        return spoken;
    }

    private static List<Message> systemFirst(List<Message> messages) {
        List<Message> ordered =
                new ArrayList<>(messages.stream().filter(MessageOrder::isSystem).toList());
        messages.stream().filter(message -> !isSystem(message)).forEach(ordered::add);
        return ordered;
    }

    /** MiniMax rejects a second system message: "invalid chat setting (2013)" (can1357/oh-my-pi#954). */
    private static List<Message> oneSystem(List<Message> messages) {
        List<Message> ordered = new ArrayList<>(messages.size());
        for (Message message : messages) {
            if (isSystem(message) && !ordered.isEmpty()) {
                ordered.set(0, merged(ordered.getFirst(), message));
            } else {
                ordered.add(message);
            }
        }
        return ordered;
    }

    /**
     * Mistral: "Unexpected role 'user' after role 'tool'" (mistralai/client-python#185). A user who interrupts a loop of tool
     * calls makes such a history.
     */
    private static List<Message> answered(List<Message> messages) {
        List<Message> ordered = new ArrayList<>(messages.size());
        for (Message message : messages) {
            boolean afterResult = !ordered.isEmpty() && ordered.getLast().role() == Role.TOOL;
            if (message.role() == Role.USER && afterResult) {
                ordered.add(NOTED);
            }
            ordered.add(message);
        }
        return ordered;
    }

    /**
     * Consecutive messages of the user, or of the assistant, as one, between two of the user. Perplexity: "After the (optional)
     * system message(s), user or tool message(s) should alternate with assistant message(s)" (perplexityai/api-discussion#265), and
     * "Last message must have role `user`" (BerriAI/litellm#3918).
     */
    private static List<Message> alternating(List<Message> messages) {
        List<Message> ordered = new ArrayList<>(messages.size());
        for (Message message : messages) {
            Message last = ordered.isEmpty() ? null : ordered.getLast();
            boolean same = last != null && last.role() == message.role();
            if (message.role() == Role.ASSISTANT && (last == null || isSystem(last))) {
                ordered.add(GO_ON);
            }
            if (last != null && same && (message.role() == Role.USER || message.role() == Role.ASSISTANT)) {
                ordered.set(ordered.size() - 1, merged(last, message));
            } else {
                ordered.add(message);
            }
        }
        if (!ordered.isEmpty() && ordered.getLast().role() == Role.ASSISTANT) {
            ordered.add(GO_ON);
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
