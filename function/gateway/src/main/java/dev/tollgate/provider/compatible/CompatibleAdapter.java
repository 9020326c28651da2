package dev.tollgate.provider.compatible;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.tollgate.openai.ChatFailure;
import dev.tollgate.openai.ChatRequest;
import dev.tollgate.openai.Json;
import dev.tollgate.openai.StreamOptions;
import dev.tollgate.provider.ChatAdapter;
import dev.tollgate.provider.ReplyDecoder;
import dev.tollgate.provider.Unsupported;
import dev.tollgate.provider.UpstreamRequest;
import java.time.Instant;
import java.util.Map;

/**
 * Speaks to any provider with OpenAI's chat API (https://platform.openai.com/docs/api-reference/chat). The request goes
 * through as it is, but for the model's name and the wish for usage.
 */
final class CompatibleAdapter implements ChatAdapter {
    private final String name;
    private final CompatibleAccess access;

    CompatibleAdapter(String name, CompatibleAccess access) {
        this.name = name;
        this.access = access;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public UpstreamRequest encode(ChatRequest request, String model, Unsupported unsupported) {
        StreamOptions options = request.streamed() ? StreamOptions.withUsage(request.streamOptions()) : null;
        String accept = request.streamed() ? "text/event-stream" : "application/json";
        try {
            byte[] body = Json.mapper().writeValueAsBytes(request.forTarget(model, options));
            return new UpstreamRequest(
                    access.endpoint("chat/completions", model),
                    Map.of("content-type", "application/json", "accept", accept),
                    body,
                    request.streamed());
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("a parsed request can always be written", impossible);
        }
    }

    @Override
    public UpstreamRequest authorize(UpstreamRequest request, String secret, Instant now) {
        return secret == null ? request : access.unlocked(request, secret);
    }

    @Override
    public ReplyDecoder decoder(String model) {
        return new CompatibleReply(name);
    }

    @Override
    public ChatFailure failure(int status, byte[] body) {
        return CompatibleFailure.of(name, status, body);
    }
}
