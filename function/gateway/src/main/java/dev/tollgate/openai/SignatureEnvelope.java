package dev.tollgate.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
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
    private static final String PREFIX = Base64Json.encodedText("{\"" + NAME + "\":");

    private SignatureEnvelope() {}

    /** A signature that holds these fields. */
    public static String of(Map<String, JsonNode> fields) {
        ObjectNode content = JsonNodeFactory.instance.objectNode();
        content.setAll(fields);
        return Base64Json.encoded(JsonNodeFactory.instance.objectNode().set(NAME, content));
    }

    /** Whether the gateway made this signature, which no provider knows. */
    public static boolean isOne(@Nullable String signature) {
        return signature != null && signature.startsWith(PREFIX);
    }

    /** The fields in it, of those that a provider may want back; empty if it is a provider's signature, or damaged. */
    public static Optional<Map<String, JsonNode>> fields(String signature) {
        return isOne(signature)
                ? Base64Json.decoded(signature)
                        .map(envelope -> CarriedReasoning.known(Base64Json.fields(envelope.path(NAME))))
                : Optional.empty();
    }
}
