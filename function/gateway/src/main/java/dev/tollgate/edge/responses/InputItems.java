package dev.tollgate.edge.responses;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** The items of a request's {@code input}, as they are sent, and as a list of them shows them. */
final class InputItems {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final String CONTENT = "content";
    private static final String MESSAGE = "message";

    private InputItems() {}

    /** The items of a request; text is a message of the user's. */
    static ArrayNode of(JsonFields request) {
        JsonNode input = request.value("input");
        if (input == null) {
            return NODES.arrayNode();
        }
        if (input.isTextual()) {
            return NODES.arrayNode()
                    .add(NODES.objectNode()
                            .put("type", MESSAGE)
                            .put("role", "user")
                            .put(CONTENT, input.textValue()));
        }
        ArrayNode items = NODES.arrayNode();
        request.objects("input").forEach(item -> items.add(item.node()));
        return items;
    }

    /**
     * An item in its full form, with an id.
     *
     * @param suffix the end of its id, if it has none of its own
     */
    static ObjectNode shown(JsonNode sent, String suffix) {
        ObjectNode item = sent.deepCopy();
        String type = item.path("type").asText(MESSAGE);
        item.put("type", type);
        if (!item.hasNonNull("id")) {
            item.put("id", prefix(type) + suffix);
        }
        if (type.equals(MESSAGE)) {
            if (!item.hasNonNull("status")) {
                item.put("status", "completed");
            }
            spellOut(item);
        }
        return item;
    }

    private static String prefix(String type) {
        return switch (type) {
            case MESSAGE -> "msg_";
            case "function_call" -> "fc_";
            case "function_call_output" -> "fco_";
            case "reasoning" -> "rs_";
            default -> "item_";
        };
    }

    private static void spellOut(ObjectNode message) {
        JsonNode content = message.get(CONTENT);
        if (content != null && content.isTextual()) {
            boolean assistant = "assistant".equals(message.path("role").asText());
            ObjectNode part = NODES.objectNode()
                    .put("type", assistant ? "output_text" : "input_text")
                    .put("text", content.textValue());
            if (assistant) {
                part.putArray("annotations");
            }
            message.putArray(CONTENT).add(part);
        }
    }
}
