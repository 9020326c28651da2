package dev.tollgate.provider.claude;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What the gateway has added to blocks of answers by other models. Claude refuses to get it back: "tool_use.extra_content: Extra inputs
 * are not permitted". An instance serves one request.
 */
final class GatewayAdditions {
    private static final String CONTENT = "content";
    private static final String EXTRA_CONTENT = "extra_content";
    private static final String PATH = "messages[].content[].";

    private final Set<String> dropped = new LinkedHashSet<>();

    /** The messages without them; the same object if there are none. */
    JsonNode without(JsonNode messages) {
        ArrayNode cleaned = JsonNodeFactory.instance.arrayNode();
        for (JsonNode message : messages) {
            ArrayNode blocks = JsonNodeFactory.instance.arrayNode();
            boolean changed = false;
            for (JsonNode block : message.path(CONTENT)) {
                JsonNode clean = block instanceof ObjectNode object ? cleaned(object) : block;
                changed |= !clean.equals(block);
                blocks.add(clean);
            }
            cleaned.add(
                    changed && message instanceof ObjectNode turn ? copy(turn).set(CONTENT, blocks) : message);
        }
        return dropped.isEmpty() ? messages : cleaned;
    }

    /** The fields that were dropped. */
    List<String> dropped() {
        return List.copyOf(dropped);
    }

    private ObjectNode cleaned(ObjectNode block) {
        return switch (block.path("type").asText()) {
            case "tool_use" -> block.has(EXTRA_CONTENT) ? without(EXTRA_CONTENT, block) : block;
            case "text" -> withClaudesCitations(block);
            default -> block;
        };
    }

    private ObjectNode withClaudesCitations(ObjectNode block) {
        JsonNode citations = block.path(ClaudeCitations.FIELD);
        JsonNode own = ClaudeCitations.own(citations);
        if (own.size() == citations.size()) {
            return block;
        }
        ObjectNode cleaned = without(ClaudeCitations.FIELD, block);
        return own.isEmpty() ? cleaned : cleaned.set(ClaudeCitations.FIELD, own);
    }

    private ObjectNode without(String field, ObjectNode block) {
        dropped.add(PATH + field);
        ObjectNode copy = copy(block);
        copy.remove(field);
        return copy;
    }

    private static ObjectNode copy(ObjectNode object) {
        return JsonNodeFactory.instance.objectNode().setAll(object);
    }
}
