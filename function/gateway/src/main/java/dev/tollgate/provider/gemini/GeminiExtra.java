package dev.tollgate.provider.gemini;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The content of Gemini's replies for which OpenAI's schema has no field: {@code extra_content.google}, as at Google's
 * compatible endpoint (https://ai.google.dev/gemini-api/docs/thought-signatures#openai). Clients that send messages back
 * unchanged preserve it.
 */
final class GeminiExtra {
    static final String SIGNATURE = "thought_signature";
    /** The parts of types that OpenAI does not have, such as code that Google ran, in Google's form. */
    static final String PARTS = "parts";

    static final String FIELD = "extra_content";
    static final String GOOGLE = "google";

    private GeminiExtra() {}

    /** An empty object for Google's fields. */
    static ObjectNode google() {
        return JsonNodeFactory.instance.objectNode();
    }

    /** The field for a message, a choice or a tool call; no field where the object is empty. */
    static Map<String, JsonNode> field(ObjectNode google) {
        return google.isEmpty() ? Map.of() : Map.of(FIELD, node(google));
    }

    /** The field's value. */
    static JsonNode node(ObjectNode google) {
        return JsonNodeFactory.instance.objectNode().set(GOOGLE, google);
    }

    /** The field with only a signature; no field where there is no signature. */
    static Map<String, JsonNode> signed(@Nullable String signature) {
        return signature == null ? Map.of() : field(google().put(SIGNATURE, signature));
    }

    /** The names of the companies for which the field that a client sends back has content. */
    static Stream<String> companies(Map<String, JsonNode> fields) {
        return fields.getOrDefault(FIELD, MissingNode.getInstance()).properties().stream()
                .map(Map.Entry::getKey);
    }

    /** The field that a client sends back; a missing node where it does not. */
    static JsonNode of(Map<String, JsonNode> fields) {
        return fields.getOrDefault(FIELD, MissingNode.getInstance()).path(GOOGLE);
    }
}
