package dev.tollgate.provider.cohere;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.tollgate.openai.ChatRequest;
import dev.tollgate.openai.GatewayException;
import dev.tollgate.openai.JsonCodec;
import dev.tollgate.parse.UrlParser;
import dev.tollgate.provider.ChatAdapter;
import dev.tollgate.provider.Provider;
import dev.tollgate.provider.ReplyDecoder;
import dev.tollgate.provider.UnsupportedFields;
import dev.tollgate.provider.UpstreamRequest;
import java.net.URI;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Speaks Cohere's chat API, version 2 (https://docs.cohere.com/reference/chat). */
final class CohereAdapter implements ChatAdapter {
    private static final URI COHERE = URI.create("https://api.cohere.com/v2");

    static {
        JsonCodec.examine(JsonCodec.mapper(), CohereRequest.class, CohereWire.class);
    }

    private final String name;
    private final URI chatUri;

    CohereAdapter(Provider provider) {
        this.name = provider.name();
        URI base = provider.baseUrl() == null ? COHERE : provider.baseUrl();
        this.chatUri = UrlParser.append(base, "/chat");
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public UpstreamRequest encode(ChatRequest request, String model, UnsupportedFields unsupported) {
        CohereRequest encoded = new CohereEncoding(unsupported).of(request, model);
        String accept = request.streamed() ? "text/event-stream" : "application/json";
        try {
            byte[] body = JsonCodec.mapper().writeValueAsBytes(encoded);
            return new UpstreamRequest(
                    chatUri, Map.of("content-type", "application/json", "accept", accept), body, request.streamed());
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("cannot write a parsed request as JSON", impossible);
        }
    }

    @Override
    public UpstreamRequest authorize(UpstreamRequest request, @Nullable String secret, Instant now) {
        return secret == null ? request : request.withHeader("authorization", "Bearer " + secret);
    }

    @Override
    public ReplyDecoder decoder(String model) {
        return new CohereReply(name);
    }

    @Override
    public GatewayException failure(int status, byte[] body) {
        return CohereFailure.of(name, status, body);
    }
}
