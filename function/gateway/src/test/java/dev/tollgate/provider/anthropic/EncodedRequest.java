package dev.tollgate.provider.anthropic;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tollgate.openai.ChatRequest;
import dev.tollgate.openai.JsonCodec;
import dev.tollgate.provider.DropPolicy;
import dev.tollgate.provider.Provider;
import dev.tollgate.provider.UnsupportedFields;
import dev.tollgate.provider.UpstreamRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/** A request that the adapter has encoded, and the fields that it dropped. */
record EncodedRequest(JsonNode upstream, List<String> dropped) {
    static final AnthropicAdapter ADAPTER =
            new AnthropicAdapter(new Provider("anthropic", "anthropic", null, null, null));

    /** Encodes a request for this model with these fields and one message. Fails on unsupported fields. */
    static JsonNode of(String model, String fields) {
        return encode(model, fields, new UnsupportedFields("anthropic", DropPolicy.NOTHING))
                .upstream();
    }

    /** Encodes the same request, but drops unsupported fields. */
    static EncodedRequest dropping(String model, String fields) {
        return encode(model, fields, new UnsupportedFields("anthropic", DropPolicy.EVERYTHING));
    }

    static ChatRequest request(String model, String fields) {
        try {
            ObjectNode request = (ObjectNode) JsonCodec.mapper().readTree("{%s}".formatted(fields));
            request.put("model", model);
            if (!request.has("messages")) {
                request.putArray("messages").addObject().put("role", "user").put("content", "Hello");
            }
            return JsonCodec.mapper().treeToValue(request, ChatRequest.class);
        } catch (JsonProcessingException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static EncodedRequest encode(String model, String fields, UnsupportedFields unsupported) {
        UpstreamRequest encoded = ADAPTER.encode(request(model, fields), model, unsupported);
        try {
            return new EncodedRequest(JsonCodec.mapper().readTree(encoded.body()), unsupported.fields());
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
