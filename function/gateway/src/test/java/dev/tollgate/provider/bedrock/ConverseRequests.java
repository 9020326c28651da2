package dev.tollgate.provider.bedrock;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tollgate.openai.ChatRequest;
import dev.tollgate.openai.GatewayException;
import dev.tollgate.openai.JsonCodec;
import dev.tollgate.provider.DropPolicy;
import dev.tollgate.provider.UnsupportedFields;
import dev.tollgate.provider.UpstreamRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Requests of a test, in JSON with single quotes, and what Bedrock gets for them. */
final class ConverseRequests {
    private static final BedrockAdapter ADAPTER = new BedrockAdapter("bedrock", null, "eu-central-1");

    private ConverseRequests() {}

    static GatewayException failure(String fields, String model) {
        return catchThrowableOfType(GatewayException.class, () -> encode(fields, model));
    }

    static JsonNode body(String fields, String model) {
        return body(fields, model, strict());
    }

    static JsonNode body(String fields, String model, UnsupportedFields unsupported) {
        return read(ADAPTER.encode(request(fields), model, unsupported).body());
    }

    static UpstreamRequest encode(String fields, String model) {
        return ADAPTER.encode(request(fields), model, strict());
    }

    static UnsupportedFields strict() {
        return new UnsupportedFields("bedrock", DropPolicy.NOTHING);
    }

    static ChatRequest request(String fields) {
        String messages = fields.contains("'messages'") ? "" : "'messages':[{'role':'user','content':'Hi'}]";
        String all = messages.isEmpty() || fields.isEmpty() ? messages + fields : messages + "," + fields;
        return JsonCodec.mapper().convertValue(json("{" + all + "}"), ChatRequest.class);
    }

    static JsonNode json(String text) {
        return read(text.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    }

    private static JsonNode read(byte[] json) {
        try {
            return JsonCodec.mapper().readTree(json);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
