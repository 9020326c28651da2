package dev.tollgate.openai;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** JSON in Base64: how the gateway hands clients what they return unread. */
final class Base64Json {
    private Base64Json() {}

    static String encoded(JsonNode json) {
        return encodedText(json.toString());
    }

    /** The same for JSON that is not complete, such as its beginning. */
    static String encodedText(String json) {
        return Base64.getEncoder().encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }

    /** Reads what {@link #encoded} wrote; empty if a client has changed it. */
    static Optional<JsonNode> decoded(String encoded) {
        try {
            byte[] json = Base64.getDecoder().decode(encoded);
            return Optional.of(JsonCodec.mapper().readTree(new String(json, StandardCharsets.UTF_8)));
        } catch (IllegalArgumentException | JsonProcessingException changed) {
            return Optional.empty();
        }
    }

    /** The fields of an object, in their order. */
    static Map<String, JsonNode> fields(JsonNode object) {
        Map<String, JsonNode> fields = new LinkedHashMap<>();
        object.properties().forEach(field -> fields.put(field.getKey(), field.getValue()));
        return fields;
    }
}
