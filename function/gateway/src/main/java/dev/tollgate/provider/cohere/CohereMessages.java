package dev.tollgate.provider.cohere;

import dev.tollgate.openai.ContentPart;
import dev.tollgate.openai.ErrorKind;
import dev.tollgate.openai.GatewayException;
import dev.tollgate.openai.Message;
import dev.tollgate.openai.MessageContent;
import dev.tollgate.openai.Role;
import dev.tollgate.provider.Conversation;
import dev.tollgate.provider.Conversation.Entry;
import dev.tollgate.provider.MessageFields;
import dev.tollgate.provider.PairedResults;
import dev.tollgate.provider.UnsupportedFields;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Converts a conversation to Cohere's messages: one system message first, then all others in their order. Each tool result is
 * a message of its own. Cohere rejects empty messages.
 */
final class CohereMessages {
    private final UnsupportedFields unsupported;
    private final CohereParts parts;
    private final CohereAssistant assistant;

    /**
     * Messages for one request.
     *
     * @param thinks whether the model thinks in this request
     */
    CohereMessages(boolean thinks, UnsupportedFields unsupported) {
        this.unsupported = unsupported;
        this.parts = new CohereParts(unsupported);
        this.assistant = new CohereAssistant(thinks, parts, unsupported);
    }

    List<CohereRequest.Message> of(List<Message> messages) {
        Conversation conversation = PairedResults.in(Conversation.of(messages));
        List<ContentPart> system = new ArrayList<>();
        conversation.system().forEach(entry -> {
            dropFields(entry);
            system.addAll(parts.texts(entry));
        });
        List<CohereRequest.Message> all = new ArrayList<>();
        for (Conversation.Turn turn : conversation.turns()) {
            turn.entries().forEach(entry -> add(entry, all));
            addToolImages(turn, all);
        }
        if (!system.isEmpty()) {
            // OpenAI's models also answer a system message alone.
            all.addFirst(message(all.isEmpty() ? "user" : "system", system));
        }
        if (all.isEmpty()) {
            throw GatewayException.of(
                    ErrorKind.INVALID_VALUE,
                    "messages",
                    "Invalid value for 'messages': expected a message with content.");
        }
        return all;
    }

    private void add(Entry entry, List<CohereRequest.Message> all) {
        Message message = entry.message();
        switch (message.role()) {
            case ASSISTANT -> assistant.message(entry).ifPresent(all::add);
            case TOOL -> {
                MessageFields.check(entry, Set.of(), unsupported);
                MessageContent result = content(parts.toolResult(entry));
                all.add(new CohereRequest.Message("tool", result, null, null, message.toolCallId(), null));
            }
            // Of these roles, only the user has turns: functions have become tools.
            case USER, SYSTEM, DEVELOPER, FUNCTION -> {
                dropFields(entry);
                List<ContentPart> content = parts.user(entry);
                if (!content.isEmpty()) {
                    all.add(message("user", content));
                }
            }
        }
    }

    /** A tool's result takes only text and documents, so what it shows follows as the user's message. */
    private void addToolImages(Conversation.Turn turn, List<CohereRequest.Message> all) {
        List<ContentPart> images = new ArrayList<>();
        for (Entry entry : turn.entries()) {
            if (entry.message().role() == Role.TOOL) {
                images.addAll(parts.toolImages(entry));
            }
        }
        if (!images.isEmpty()) {
            all.add(message("user", images));
        }
    }

    private void dropFields(Entry entry) {
        if (entry.message().name() != null) {
            unsupported.report(entry.path() + ".name", "has no names of participants");
        }
        MessageFields.dropExcept(Set.of(), entry.message().extra(), entry.path(), unsupported);
    }

    private static CohereRequest.Message message(String role, List<ContentPart> content) {
        return CohereRequest.Message.of(role, content(content));
    }

    /** Sends plain text as a plain string. */
    static MessageContent content(List<ContentPart> parts) {
        return parts.size() == 1 && parts.getFirst() instanceof ContentPart.Text text
                ? new MessageContent.Text(text.text())
                : new MessageContent.Parts(parts);
    }
}
