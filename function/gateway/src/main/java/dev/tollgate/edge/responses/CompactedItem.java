package dev.tollgate.edge.responses;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/**
 * What a compacted conversation is, in one item. Its summary is in {@code encrypted_content}, which clients keep and return unread. It is
 * not secret: it is from the client's own conversation.
 */
final class CompactedItem {
    /** Says who wrote it, and in which form. Only letters and digits, as the rest. */
    private static final String PREFIX = "tollgateSummary1";

    private static final String TYPE = "compaction";
    private static final String ENCRYPTED = "encrypted_content";

    private CompactedItem() {}

    /** The item. */
    static ObjectNode of(String id, String summary) {
        byte[] text = summary.getBytes(StandardCharsets.UTF_8);
        return JsonNodeFactory.instance
                .objectNode()
                .put("id", id)
                .put("type", TYPE)
                .put(ENCRYPTED, PREFIX + Base64.getEncoder().encodeToString(text));
    }

    /** The same items, with what the gateway has compacted as a message that each model understands. */
    static ArrayNode readable(ArrayNode items) {
        ArrayNode readable = JsonNodeFactory.instance.arrayNode();
        items.forEach(item ->
                readable.add(summary(item).<JsonNode>map(CompactedItem::message).orElse(item)));
        return readable;
    }

    private static ObjectNode message(String summary) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("type", "message")
                .put("role", "user")
                .put("content", "The conversation until here, in a summary:\n\n" + summary);
    }

    /** The summary in an item of the gateway's own; empty for every other one, and for one that a client has changed. */
    private static Optional<String> summary(JsonNode item) {
        String encrypted = item.path(ENCRYPTED).asText();
        if (!TYPE.equals(item.path("type").asText()) || !encrypted.startsWith(PREFIX)) {
            return Optional.empty();
        }
        try {
            byte[] text = Base64.getDecoder().decode(encrypted.substring(PREFIX.length()));
            return Optional.of(new String(text, StandardCharsets.UTF_8));
        } catch (IllegalArgumentException changed) {
            return Optional.empty();
        }
    }
}
