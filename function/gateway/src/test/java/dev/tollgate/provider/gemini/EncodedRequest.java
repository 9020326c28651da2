package dev.tollgate.provider.gemini;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tollgate.openai.ChatRequest;
import dev.tollgate.openai.JsonCodec;
import dev.tollgate.provider.ChatAdapter;
import dev.tollgate.provider.DropPolicy;
import dev.tollgate.provider.Provider;
import dev.tollgate.provider.UnsupportedFields;
import dev.tollgate.provider.UpstreamRequest;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Encodes OpenAI's requests for Gemini. */
final class EncodedRequest {
    static final ChatAdapter ADAPTER =
            new GeminiKind().adapter(new Provider("gemini", "gemini", null, "env:GEMINI_API_KEY", null));

    private static final String REQUEST = "{\"model\":\"any\",\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}";

    private EncodedRequest() {}

    /** Encodes a request with these fields, which add to or replace a model and a message. */
    static UpstreamRequest encode(ChatAdapter adapter, String model, String fields) {
        return adapter.encode(request(fields), model, new UnsupportedFields("gemini", DropPolicy.NOTHING));
    }

    /** The body of the encoded request, as JSON. */
    static JsonNode sent(String model, String fields, UnsupportedFields unsupported) {
        try {
            return JsonCodec.mapper()
                    .readTree(
                            ADAPTER.encode(request(fields), model, unsupported).body());
        } catch (IOException wrong) {
            throw new UncheckedIOException(wrong);
        }
    }

    static ChatRequest request(String fields) {
        try {
            ObjectNode request = (ObjectNode) JsonCodec.mapper().readTree(REQUEST);
            request.setAll((ObjectNode) JsonCodec.mapper().readTree(fields));
            return JsonCodec.mapper().treeToValue(request, ChatRequest.class);
        } catch (JsonProcessingException wrong) {
            throw new UncheckedIOException(wrong);
        }
    }
}
