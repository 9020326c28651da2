package dev.tollgate.provider.bedrock;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.tollgate.provider.Conversation;
import java.util.Iterator;

/**
 * Moves images and documents to where the user says something. No model on Bedrock takes them from the assistant: "'image' blocks are
 * not permitted within assistant turns" (epam/ai-dial-adapter-bedrock#306). Most take none in the results of tools.
 */
final class BedrockFiles {
    private final ArrayNode files = array();

    /** Takes the files out of an assistant's turn, which then says so if it has nothing else. */
    void takeFrom(ArrayNode blocks) {
        int before = blocks.size();
        boolean taken = false;
        for (Iterator<JsonNode> each = blocks.iterator(); each.hasNext(); ) {
            JsonNode block = each.next();
            // The cache point after a file belongs to it.
            taken = isFile(block) || (taken && block.has("cachePoint"));
            if (taken) {
                files.add(block);
                each.remove();
            }
        }
        if (blocks.size() < before && blocks.valueStream().allMatch(BedrockMessages::isThinking)) {
            blocks.addObject().put("text", Conversation.FILE_FOLLOWS);
        }
    }

    /** The user's turn with the files that were taken since the last one. The results of tools stay first. */
    ArrayNode addedTo(ArrayNode user) {
        if (files.isEmpty()) {
            return user;
        }
        int results = 0;
        while (user.path(results).has("toolResult")
                || (results > 0 && user.path(results).has("cachePoint"))) {
            results++;
        }
        ArrayNode blocks = array();
        user.valueStream().limit(results).forEach(blocks::add);
        blocks.addObject().put("text", Conversation.ASSISTANTS_FILE);
        blocks.addAll(files);
        user.valueStream().skip(results).forEach(blocks::add);
        files.removeAll();
        return blocks;
    }

    /** A user's turn whose results of tools have no files: they come after the results. */
    static ArrayNode outsideOfResults(ArrayNode user) {
        ArrayNode results = array();
        ArrayNode files = array();
        ArrayNode others = array();
        for (JsonNode block : user) {
            if (block.at("/toolResult/content") instanceof ArrayNode content) {
                int before = content.size();
                content.valueStream().filter(BedrockFiles::isFile).forEach(files::add);
                content.removeIf(BedrockFiles::isFile);
                if (content.isEmpty() && before > 0) {
                    content.addObject().put("text", Conversation.FILE_FOLLOWS);
                }
                results.add(block);
            } else {
                (others.isEmpty() && block.has("cachePoint") ? results : others).add(block);
            }
        }
        return files.isEmpty() ? user : results.addAll(files).addAll(others);
    }

    boolean isEmpty() {
        return files.isEmpty();
    }

    private static boolean isFile(JsonNode block) {
        return block.has("image") || block.has("document");
    }

    private static ArrayNode array() {
        return JsonNodeFactory.instance.arrayNode();
    }
}
