package dev.tollgate.openai;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Fields of an assistant's message in one signature of a Gemini client. Such a client keeps signatures and nothing else that it does
 * not know, and other providers want their own thinking back.
 */
public final class SignatureEnvelope {
    private static final String NAME = "tollgate";
    /** Base64 of the JSON's first characters, with the name. */
    private static final String PREFIX = encoded("{\"" + NAME + "\":");

    private SignatureEnvelope() {}

    /** A signature that holds these fields. */
    public static String of(Map<String, JsonNode> fields) {
        ObjectNode content = JsonNodeFactory.instance.objectNode();
        content.setAll(fields);
        return encoded(JsonNodeFactory.instance.objectNode().set(NAME, content).toString());
    }

    /** Whether the gateway made this signature, which no provider knows. */
    public static boolean isOne(@Nullable String signature) {
        return signature != null && signature.startsWith(PREFIX);
    }

    /** The fields in it; empty if it is a provider's signature, or damaged. */
    public static Optional<Map<String, JsonNode>> fields(String signature) {
        if (!isOne(signature)) {
            return Optional.empty();
        }
        try {
            String json = new String(Base64.getDecoder().decode(signature), StandardCharsets.UTF_8);
            Map<String, JsonNode> fields = new LinkedHashMap<>();
            JsonCodec.mapper()
                    .readTree(json)
                    .path(NAME)
                    .properties()
                    .forEach(field -> fields.put(field.getKey(), field.getValue()));
            return Optional.of(fields);
        } catch (IllegalArgumentException | JsonProcessingException damaged) {
            return Optional.empty();
        }
    }

    private static String encoded(String json) {
        return Base64.getEncoder().encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }
}
