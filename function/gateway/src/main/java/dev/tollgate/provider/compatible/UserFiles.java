package dev.tollgate.provider.compatible;

import dev.tollgate.openai.ContentPart;
import dev.tollgate.openai.Message;
import dev.tollgate.openai.MessageContent;
import dev.tollgate.openai.Role;
import dev.tollgate.provider.Conversation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Moves images and files from the results of tools, and from what the assistant said, into a message of the user that follows
 * them. Claude and Gemini read them in a result, and Gemini draws images, so conversations that start there have them. OpenAI's
 * results are text: "Image URLs are only allowed for messages with role 'user'"
 * (https://platform.openai.com/docs/api-reference/chat/create#chat-create-messages, openai/openai-node#1030).
 */
final class UserFiles {
    private final List<Message> converted;
    private final List<ContentPart> ofAssistant = new ArrayList<>();
    private final List<ContentPart> ofTools = new ArrayList<>();

    private UserFiles(int messages) {
        this.converted = new ArrayList<>(messages + 1);
    }

    static List<Message> moved(List<Message> messages) {
        UserFiles files = new UserFiles(messages.size());
        messages.forEach(files::add);
        files.addFiles();
        return files.converted;
    }

    private void add(Message message) {
        if (message.role() != Role.TOOL) {
            addFiles();
        }
        converted.add(
                switch (message.role()) {
                    case TOOL -> without(part -> !(part instanceof ContentPart.Text), message, ofTools);
                    case ASSISTANT -> without(UserFiles::isFile, message, ofAssistant);
                    case SYSTEM, DEVELOPER, USER, FUNCTION -> message;
                });
    }

    private static boolean isFile(ContentPart part) {
        return part instanceof ContentPart.Image || part instanceof ContentPart.File;
    }

    private static Message without(Predicate<ContentPart> isMoved, Message message, List<ContentPart> moved) {
        if (!(message.content() instanceof MessageContent.Parts(List<ContentPart> parts))
                || parts.stream().noneMatch(isMoved)) {
            return message;
        }
        parts.stream().filter(isMoved).forEach(moved::add);
        List<ContentPart> others = parts.stream().filter(isMoved.negate()).toList();
        return new Message(
                message.role(),
                others.isEmpty()
                        ? new MessageContent.Text(Conversation.FILE_FOLLOWS)
                        : new MessageContent.Parts(others),
                message.name(),
                message.toolCalls(),
                message.toolCallId(),
                message.extra());
    }

    private void addFiles() {
        List<ContentPart> files = new ArrayList<>();
        if (!ofAssistant.isEmpty()) {
            files.add(new ContentPart.Text("text", Conversation.ASSISTANTS_FILE, Map.of()));
            files.addAll(ofAssistant);
        }
        files.addAll(ofTools);
        if (!files.isEmpty()) {
            converted.add(new Message(Role.USER, new MessageContent.Parts(files), null, null, null, Map.of()));
            ofAssistant.clear();
            ofTools.clear();
        }
    }
}
