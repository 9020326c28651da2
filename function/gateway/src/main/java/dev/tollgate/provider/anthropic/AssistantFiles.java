package dev.tollgate.provider.anthropic;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tollgate.provider.Conversation;
import java.util.ArrayList;
import java.util.List;

/**
 * Moves images and documents from the assistant's turns to the user's next one: "'image' blocks are not permitted within assistant
 * turns" (epam/ai-dial-adapter-bedrock#306). Conversations in which another model draws have them.
 */
final class AssistantFiles {
    private final List<ObjectNode> files = new ArrayList<>();

    /** Takes the files out of an assistant's turn, which then says so if it has nothing else. */
    void takeFrom(List<ObjectNode> blocks) {
        List<ObjectNode> taken = blocks.stream().filter(AssistantFiles::isFile).toList();
        if (taken.isEmpty()) {
            return;
        }
        files.addAll(taken);
        blocks.removeIf(AssistantFiles::isFile);
        if (blocks.stream().allMatch(AnthropicMessages::isThinking)) {
            blocks.add(AnthropicContent.text(Conversation.FILE_FOLLOWS));
        }
    }

    /** The user's turn with the files that were taken since the last one. The results of tools stay first. */
    List<ObjectNode> addedTo(List<ObjectNode> user) {
        if (files.isEmpty()) {
            return user;
        }
        List<ObjectNode> blocks =
                new ArrayList<>(user.stream().filter(AssistantFiles::isResult).toList());
        blocks.add(AnthropicContent.text(Conversation.ASSISTANTS_FILE));
        blocks.addAll(files);
        user.stream().filter(block -> !isResult(block)).forEach(blocks::add);
        files.clear();
        return blocks;
    }

    boolean isEmpty() {
        return files.isEmpty();
    }

    private static boolean isFile(ObjectNode block) {
        String type = block.path("type").asText();
        return type.equals("image") || type.equals("document");
    }

    private static boolean isResult(ObjectNode block) {
        return block.path("type").asText().equals("tool_result");
    }
}
