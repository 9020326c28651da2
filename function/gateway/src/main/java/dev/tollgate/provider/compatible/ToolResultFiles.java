package dev.tollgate.provider.compatible;

import dev.tollgate.openai.ContentPart;
import dev.tollgate.openai.Message;
import dev.tollgate.openai.MessageContent;
import dev.tollgate.openai.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Moves images and files from the results of tools into a message of the user that follows them. Claude and Gemini read them in
 * a result, so conversations that start there have them. OpenAI's results are text: "Image URLs are only allowed for messages
 * with role 'user'" (https://platform.openai.com/docs/api-reference/chat/create#chat-create-messages).
 */
final class ToolResultFiles {
    private static final MessageContent ELSEWHERE =
            new MessageContent.Text("(The next message of the user has the file.)");

    private ToolResultFiles() {}

    static List<Message> moved(List<Message> messages) {
        List<Message> converted = new ArrayList<>(messages.size() + 1);
        List<ContentPart> files = new ArrayList<>();
        for (Message message : messages) {
            if (message.role() != Role.TOOL) {
                addFiles(files, converted);
            }
            converted.add(message.role() == Role.TOOL ? withoutFiles(message, files) : message);
        }
        addFiles(files, converted);
        return converted;
    }

    private static Message withoutFiles(Message result, List<ContentPart> files) {
        if (!(result.content() instanceof MessageContent.Parts(List<ContentPart> parts))) {
            return result;
        }
        List<ContentPart> text =
                parts.stream().filter(ContentPart.Text.class::isInstance).toList();
        if (text.size() == parts.size()) {
            return result;
        }
        parts.stream().filter(part -> !(part instanceof ContentPart.Text)).forEach(files::add);
        return new Message(
                Role.TOOL,
                text.isEmpty() ? ELSEWHERE : new MessageContent.Parts(text),
                result.name(),
                null,
                result.toolCallId(),
                result.extra());
    }

    private static void addFiles(List<ContentPart> files, List<Message> converted) {
        if (!files.isEmpty()) {
            MessageContent content = new MessageContent.Parts(files);
            converted.add(new Message(Role.USER, content, null, null, null, Map.of()));
            files.clear();
        }
    }
}
