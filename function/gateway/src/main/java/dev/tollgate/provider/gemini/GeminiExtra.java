package dev.tollgate.provider.gemini;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/**
 * What Gemini says and OpenAI's schema has no field for: {@code extra_content.google}, as at Google's own compatible
 * endpoint (https://ai.google.dev/gemini-api/docs/thought-signatures#openai). Clients that send messages back as they
 * came keep it.
 */
final class GeminiExtra {
    static final String SIGNATURE = "thought_signature";
    /** Parts of kinds that OpenAI does not have, such as code that Google ran, in Google's words. */
    static final String PARTS = "parts";

    private static final String FIELD = "extra_content";
    private static final String GOOGLE = "google";

    private GeminiExtra() {}

    /** An empty object to be filled. */
    static ObjectNode google() {
        return JsonNodeFactory.instance.objectNode();
    }

    /** The field for a message, a choice or a tool call; none where the object is empty. */
    static Map<String, JsonNode> field(ObjectNode google) {
        return google.isEmpty() ? Map.of() : Map.of(FIELD, node(google));
    }

    /** The field's value. */
    static JsonNode node(ObjectNode google) {
        return JsonNodeFactory.instance.objectNode().set(GOOGLE, google);
    }

    /** The field with nothing but a signature; none where there is no signature. */
    static Map<String, JsonNode> signed(String signature) {
        return signature == null ? Map.of() : field(google().put(SIGNATURE, signature));
    }

    /** What a client sent back; missing where it did not. */
    static JsonNode of(Map<String, JsonNode> fields) {
        return fields.getOrDefault(FIELD, MissingNode.getInstance()).path(GOOGLE);
    }
}
