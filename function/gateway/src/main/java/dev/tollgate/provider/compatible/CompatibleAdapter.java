package dev.tollgate.provider.compatible;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tollgate.openai.AnthropicOptions;
import dev.tollgate.openai.ChatRequest;
import dev.tollgate.openai.GatewayException;
import dev.tollgate.openai.JsonCodec;
import dev.tollgate.openai.NativeRequest;
import dev.tollgate.openai.StreamOptions;
import dev.tollgate.provider.ChatAdapter;
import dev.tollgate.provider.ChatExchange;
import dev.tollgate.provider.MessageQuirks;
import dev.tollgate.provider.ProviderQuirks;
import dev.tollgate.provider.ReplyDecoder;
import dev.tollgate.provider.ServerTools;
import dev.tollgate.provider.SseParser;
import dev.tollgate.provider.ToolCallIdFormat;
import dev.tollgate.provider.UnsupportedFields;
import dev.tollgate.provider.UpstreamRequest;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Speaks to any provider with OpenAI's chat API (https://platform.openai.com/docs/api-reference/chat). It forwards the request
 * unchanged except for the model's name, the request for usage, what other providers left in the history, and the provider's
 * known quirks.
 */
final class CompatibleAdapter implements ChatAdapter {
    private static final ObjectWriter REQUEST = JsonCodec.mapper().writerFor(ChatRequest.class);

    private final String name;
    private final CompatibleAccess access;
    private final ProviderQuirks quirks;

    CompatibleAdapter(String name, CompatibleAccess access, ProviderQuirks quirks) {
        this.name = name;
        this.access = access;
        this.quirks = quirks;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public UpstreamRequest encode(ChatRequest request, String model, UnsupportedFields unsupported) {
        StreamOptions options = request.streamed() ? StreamOptions.withUsage(request.streamOptions()) : null;
        try {
            ChatRequest known =
                    quirks.takes(AnthropicOptions.THINKING, model) ? request : AnthropicOptions.translated(request);
            byte[] body = body(known.forTarget(model, options), model, unsupported);
            return request("chat/completions", model, body, request.streamed());
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("cannot write a parsed request as JSON", impossible);
        }
    }

    /** OpenAI: "Expected a base64-encoded data URL", where the client sent a URL of the web (vercel/ai#7266). */
    @Override
    public boolean readsDocumentUrl(String url) {
        MessageQuirks accepted = quirks.messages();
        return accepted.documentUrls() || !accepted.reads("file");
    }

    private UpstreamRequest request(String path, String model, byte[] body, boolean streamed) {
        String accept = streamed ? "text/event-stream" : "application/json";
        return new UpstreamRequest(
                access.endpoint(path, model),
                Map.of("content-type", "application/json", "accept", accept),
                body,
                streamed);
    }

    @Override
    public Optional<ChatExchange> nativeExchange(NativeRequest sent, ChatRequest request, String model) {
        if (!quirks.hasResponses() || !sent.format().equals(NativeRequest.RESPONSES)) {
            return Optional.empty();
        }
        NativeResponses responses = new NativeResponses(sent.body(), request, model);
        UpstreamRequest encoded = request(
                "responses", model, responses.body().toString().getBytes(StandardCharsets.UTF_8), request.streamed());
        return Optional.of(new ChatExchange(encoded, new ResponsesReply(name), new SseParser(), responses.dropped()));
    }

    private byte[] body(ChatRequest request, String model, UnsupportedFields unsupported)
            throws JsonProcessingException {
        CompatibleMessages messages = new CompatibleMessages(quirks, model, unsupported);
        ChatRequest said = JsonInstruction.in(withoutServerTools(request, model, unsupported), quirks, unsupported);
        ChatRequest adapted = said.withMessages(messages.of(said.messages()))
                .withTools(messages.tools(said.tools()))
                .withExtra(ShortIds.in(messages.fields(said.extra())));
        if (quirks.equals(ProviderQuirks.NONE)) {
            return REQUEST.writeValueAsBytes(adapted);
        }
        ObjectNode body = JsonCodec.mapper().valueToTree(adapted);
        return JsonCodec.mapper().writeValueAsBytes(new CompatibleBody(quirks, model, unsupported).of(body));
    }

    /** Claude Code's search of the web is a request with one of Anthropic's tools (Alishahryar1/free-claude-code#1470). */
    private ChatRequest withoutServerTools(ChatRequest request, String model, UnsupportedFields unsupported) {
        ChatRequest translated =
                quirks.inputs().searches(model) ? ServerTools.withOwnSearch(request, unsupported) : request;
        return quirks.inputs().takesAnyTool() ? translated : ServerTools.without(translated, unsupported);
    }

    @Override
    public ToolCallIdFormat toolCallIds(String model) {
        boolean ofModel = quirks.messages().toolCallIds() == null && ToolCallIdFormat.isMistrals(model);
        return ofModel ? ToolCallIdFormat.MISTRAL : quirks.messages().toolCallIdFormat();
    }

    @Override
    public UpstreamRequest authorize(UpstreamRequest request, @Nullable String secret, Instant now) {
        return secret == null ? request : access.authorize(request, secret);
    }

    @Override
    public Set<String> forwardedHeaders() {
        return Set.of("OpenAI-Beta", "X-Client-Request-Id");
    }

    @Override
    public ReplyDecoder decoder(String model) {
        return new CompatibleReply(name);
    }

    @Override
    public ReplyDecoder decoder(ChatRequest request, String model) {
        return new CompatibleReply(name, request.choices() == 1);
    }

    @Override
    public boolean fetchesFiles() {
        return quirks.inputs().fetchesFiles();
    }

    @Override
    public GatewayException failure(int status, byte[] body) {
        return CompatibleFailure.of(name, status, body);
    }
}
