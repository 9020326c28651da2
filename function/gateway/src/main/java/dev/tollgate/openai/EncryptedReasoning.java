package dev.tollgate.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Reasoning that OpenAI has encrypted, as an entry of {@code reasoning_details} in chat: OpenRouter's form
 * (https://openrouter.ai/docs/use-cases/reasoning-tokens).
 */
public final class EncryptedReasoning {
    /** The field of a message. */
    public static final String DETAILS = "reasoning_details";

    private static final String FORMAT = "openai-responses-v1";
    private static final String DATA = "data";

    private EncryptedReasoning() {}

    /** The field's value for one reasoning item with {@code encrypted_content}. */
    public static ArrayNode details(JsonNode item) {
        ArrayNode details = JsonNodeFactory.instance.arrayNode();
        ObjectNode detail = details.addObject().put("type", "reasoning.encrypted");
        detail.set(DATA, item.path("encrypted_content"));
        if (item.path("id").isTextual()) {
            detail.set("id", item.path("id"));
        }
        detail.put("format", FORMAT);
        return details;
    }

    /** Takes OpenAI's entries out of a message's fields: they are items of their own. */
    public static List<String> takenFrom(Map<String, JsonNode> fields) {
        List<String> encrypted = new ArrayList<>();
        ArrayNode others = JsonNodeFactory.instance.arrayNode();
        JsonNode details = fields.getOrDefault(DETAILS, others);
        for (JsonNode detail : details) {
            if (detail.path("format").asText().equals(FORMAT)
                    && detail.path(DATA).isTextual()) {
                encrypted.add(detail.path(DATA).textValue());
            } else {
                others.add(detail);
            }
        }
        if (others.isEmpty()) {
            fields.remove(DETAILS);
        } else {
            fields.put(DETAILS, others);
        }
        return encrypted;
    }
}
