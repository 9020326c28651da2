package dev.tollgate.provider.cohere;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tollgate.openai.ChatRequest;
import dev.tollgate.openai.JsonCodec;
import dev.tollgate.provider.ChatAdapter;
import dev.tollgate.provider.DropPolicy;
import dev.tollgate.provider.UnsupportedFields;
import dev.tollgate.provider.UpstreamRequest;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Encodes OpenAI's requests for Cohere. */
final class EncodedRequest {
    private EncodedRequest() {}

    /** Encodes a request with these fields, a model and a message. */
    static UpstreamRequest encode(ChatAdapter adapter, String fields) {
        return adapter.encode(
                request(fields), "command-a-03-2025", new UnsupportedFields("cohere", DropPolicy.NOTHING));
    }

    /** The body of the encoded request, as JSON. */
    static JsonNode sent(String fields, UnsupportedFields unsupported) {
        return sent("command-a-03-2025", fields, unsupported);
    }

    /** The body of the request to this model. */
    static JsonNode sent(String model, String fields, UnsupportedFields unsupported) {
        return JsonCodec.mapper().valueToTree(new CohereEncoding(unsupported).of(request(fields), model));
    }

    static ChatRequest request(String fields) {
        try {
            ObjectNode request = (ObjectNode) JsonCodec.mapper()
                    .readTree("{\"model\":\"any\",\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}");
            request.setAll((ObjectNode) tree(fields));
            return JsonCodec.mapper().treeToValue(request, ChatRequest.class);
        } catch (JsonProcessingException wrong) {
            throw new UncheckedIOException(wrong);
        }
    }

    static JsonNode tree(String json) {
        try {
            return JsonCodec.mapper().readTree(json);
        } catch (IOException wrong) {
            throw new UncheckedIOException(wrong);
        }
    }
}
