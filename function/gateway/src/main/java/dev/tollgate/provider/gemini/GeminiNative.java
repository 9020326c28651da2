package dev.tollgate.provider.gemini;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tollgate.openai.ChatRequest;
import dev.tollgate.openai.SignatureEnvelope;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A request in Gemini's own words, as this provider takes it. It stays as it is, but for what other providers and the gateway itself
 * have left in the history, and for the limit that a budget sets.
 */
final class GeminiNative {
    private static final String ARGUMENT_ID = "id";
    private static final List<String> SIGNATURE = List.of("thoughtSignature", "thought_signature");
    private static final List<String> CALL = List.of("functionCall", "function_call");
    private static final List<String> RESULT = List.of("functionResponse", "function_response");
    private static final List<String> CONFIG = List.of("generationConfig", "generation_config");
    private static final List<String> LIMIT = List.of("maxOutputTokens", "max_output_tokens");

    private final GeminiModel model;
    private final GeminiEndpoint endpoint;

    GeminiNative(GeminiModel model, GeminiEndpoint endpoint) {
        this.model = model;
        this.endpoint = endpoint;
    }

    /**
     * The body to send.
     *
     * @param request the same request, with the limit of completion tokens
     */
    ObjectNode body(ObjectNode sent, ChatRequest request) {
        ObjectNode body = sent.deepCopy();
        // The path names it, and only there it is the provider's.
        body.remove("model");
        for (JsonNode content : body.path("contents")) {
            cleanTurn(content);
        }
        limit(body, request.completionLimit());
        return body;
    }

    /**
     * The body that asks for the number of tokens. Google's own API counts all of a request only inside of another object, and Vertex
     * AI only outside of one.
     */
    ObjectNode countBody(ObjectNode sent, String name) {
        ObjectNode body = sent.deepCopy();
        for (JsonNode content : body.path("contents")) {
            cleanTurn(content);
        }
        if (endpoint.isVertex()) {
            body.remove("model");
            return body;
        }
        body.put("model", "models/" + GeminiModel.plainName(name));
        return JsonNodeFactory.instance.objectNode().set("generateContentRequest", body);
    }

    private void cleanTurn(JsonNode content) {
        boolean first = true;
        for (JsonNode part : content.path("parts")) {
            if (!(part instanceof ObjectNode object)) {
                continue;
            }
            boolean calls = !field(object, CALL).isMissingNode();
            boolean foreign = SIGNATURE.stream()
                    .anyMatch(name -> SignatureEnvelope.isOne(object.path(name).textValue()));
            if (foreign) {
                SIGNATURE.forEach(object::remove);
            }
            boolean unsigned = SIGNATURE.stream().noneMatch(object::has);
            // Newer models reject a call of another model without it; a call of their own always has one.
            if (calls && first && unsigned && model.isNew()) {
                object.put(SIGNATURE.getFirst(), GeminiHistory.PLACEHOLDER_SIGNATURE);
            }
            first = first && !calls;
            if (endpoint.isVertex()) {
                removeId(field(object, CALL));
                removeId(field(object, RESULT));
            }
        }
    }

    private static void removeId(JsonNode called) {
        if (called instanceof ObjectNode object) {
            object.remove(ARGUMENT_ID);
        }
    }

    private static void limit(ObjectNode body, @Nullable Integer tokens) {
        if (tokens == null) {
            return;
        }
        String name = CONFIG.stream().filter(body::hasNonNull).findFirst().orElse(CONFIG.getFirst());
        ObjectNode config = body.path(name) instanceof ObjectNode there ? there : body.putObject(name);
        if (field(config, LIMIT).asInt() != tokens) {
            LIMIT.forEach(config::remove);
            config.put(LIMIT.getFirst(), tokens);
        }
    }

    /** A field by either of its names. */
    private static JsonNode field(JsonNode object, List<String> names) {
        JsonNode camel = object.path(names.getFirst());
        return camel.isMissingNode() || camel.isNull() ? object.path(names.getLast()) : camel;
    }
}
