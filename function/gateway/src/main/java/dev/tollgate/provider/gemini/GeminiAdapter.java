package dev.tollgate.provider.gemini;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tollgate.openai.AnthropicOptions;
import dev.tollgate.openai.ChatOptions;
import dev.tollgate.openai.ChatRequest;
import dev.tollgate.openai.GatewayException;
import dev.tollgate.openai.JsonCodec;
import dev.tollgate.openai.NativeRequest;
import dev.tollgate.provider.BatchAdapter;
import dev.tollgate.provider.ChatAdapter;
import dev.tollgate.provider.ChatExchange;
import dev.tollgate.provider.FunctionNameFormat;
import dev.tollgate.provider.Provider;
import dev.tollgate.provider.ReplyDecoder;
import dev.tollgate.provider.ReportedCount;
import dev.tollgate.provider.ServerTools;
import dev.tollgate.provider.ServiceTier;
import dev.tollgate.provider.TokenCountRequest;
import dev.tollgate.provider.TokenExchange;
import dev.tollgate.provider.UnsupportedFields;
import dev.tollgate.provider.UpstreamRequest;
import java.net.URI;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Speaks Gemini's own API (https://ai.google.dev/api/generate-content). Vertex AI has the same API at other URLs
 * (https://cloud.google.com/vertex-ai/generative-ai/docs/model-reference/inference).
 */
final class GeminiAdapter implements ChatAdapter {
    private static final URI GOOGLE = URI.create("https://generativelanguage.googleapis.com/v1beta");
    private static final String BEARER = "Bearer ";
    /** The prefix of Google's OAuth access tokens. Its API keys start with AIza or AQ. */
    private static final String ACCESS_TOKEN = "ya29.";

    static {
        JsonCodec.examine(JsonCodec.mapper(), GeminiRequest.class, GeminiWire.class);
    }

    private final String name;
    private final GeminiEndpoint endpoint;

    GeminiAdapter(Provider provider) {
        this.name = provider.name();
        this.endpoint = new GeminiEndpoint(provider.baseUrl() == null ? GOOGLE : provider.baseUrl());
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public UpstreamRequest encode(ChatRequest sent, String model, UnsupportedFields unsupported) {
        ChatRequest request = ServerTools.withOwnSearch(AnthropicOptions.translated(sent), unsupported);
        unsupported.reportAllExcept(supported(), request.extra());
        String tier = GeminiTier.of(request.extra(), unsupported);
        UpstreamRequest encoded = post(
                translate(request, GeminiModel.of(model), endpoint.isVertex() ? null : tier, unsupported),
                endpoint.generate(model, request.streamed()),
                request.streamed());
        return tier == null || !endpoint.isVertex() ? encoded : encoded.withHeader(GeminiTier.HEADER, tier);
    }

    @Override
    public Optional<ChatExchange> nativeExchange(NativeRequest sent, ChatRequest request, String model) {
        if (!sent.format().equals(NativeRequest.GEMINI)) {
            return Optional.empty();
        }
        ObjectNode body = new GeminiNative(GeminiModel.of(model), endpoint).body(sent.body(), request);
        return Optional.of(new ChatExchange(
                post(body, endpoint.generate(model, request.streamed()), request.streamed()),
                GeminiReply.forGeminisClient(name),
                events()));
    }

    @Override
    public Optional<TokenCountRequest> tokenCount(NativeRequest sent, ChatRequest request, String model) {
        if (!sent.format().equals(NativeRequest.GEMINI)) {
            return Optional.empty();
        }
        ObjectNode body = new GeminiNative(GeminiModel.of(model), endpoint).countBody(sent.body(), model);
        return Optional.of(new TokenCountRequest(
                post(body, endpoint.countTokens(model), false), reply -> ReportedCount.in(reply, "totalTokens")));
    }

    private static UpstreamRequest post(Object body, URI uri, boolean streamed) {
        String accept = streamed ? "text/event-stream" : "application/json";
        try {
            return new UpstreamRequest(
                    uri,
                    Map.of("content-type", "application/json", "accept", accept),
                    JsonCodec.mapper().writeValueAsBytes(body),
                    streamed);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("cannot write a parsed request as JSON", impossible);
        }
    }

    /** The gateway exchanges a service account's key for an access token before it calls this method. */
    @Override
    public UpstreamRequest authorize(UpstreamRequest request, @Nullable String secret, Instant now) {
        if (secret == null) {
            return request;
        }
        if (secret.startsWith(BEARER)) {
            return request.withHeader("authorization", secret);
        }
        return secret.startsWith(ACCESS_TOKEN)
                ? request.withHeader("authorization", BEARER + secret)
                : request.withHeader("x-goog-api-key", secret);
    }

    @Override
    public Optional<TokenExchange> exchange(String secret) {
        return secret.stripLeading().startsWith("{") ? Optional.of(ServiceAccount.of(name, secret)) : Optional.empty();
    }

    @Override
    public FunctionNameFormat functionNames(String model) {
        return GeminiFunctionName.FORMAT;
    }

    @Override
    public ReplyDecoder decoder(String model) {
        return new GeminiReply(name);
    }

    @Override
    public boolean fetchesFiles() {
        return false;
    }

    @Override
    public boolean readsUrl(String url) {
        return GeminiFiles.readByGoogle(url);
    }

    @Override
    public GatewayException failure(int status, byte[] body) {
        return GeminiFailure.of(name, status, body);
    }

    /** Its batches. Vertex AI takes them from a bucket only. */
    Optional<BatchAdapter> batches() {
        return endpoint.isVertex() ? Optional.empty() : Optional.of(new GeminiBatches(this, endpoint));
    }

    private GeminiRequest translate(
            ChatRequest request, GeminiModel model, @Nullable String tier, UnsupportedFields unsupported) {
        ChatOptions options = ChatOptions.of(request);
        if (options.user() != null) {
            unsupported.report("user", "has no field for it");
        }
        if (Boolean.FALSE.equals(options.parallelToolCalls())) {
            unsupported.report("parallel_tool_calls", "cannot forbid parallel calls");
        }
        GeminiExtensions extensions = GeminiExtensions.of(request, unsupported);
        GeminiTarget target = new GeminiTarget(model, endpoint);
        GeminiTools tools = GeminiTools.of(request, options, target, unsupported);
        GeminiFiles files = new GeminiFiles(endpoint.base(), unsupported);
        GeminiHistory history = new GeminiHistory(model, endpoint, unsupported);
        GeminiContents contents = new GeminiContents(request, files, history, unsupported);
        List<GeminiWire.Content> turns = contents.turns(model);
        return new GeminiRequest(
                turns,
                contents.system(model),
                tools.tools(),
                tools.config(),
                extensions.safetySettings(),
                new GeminiSettings(request, options, target, unsupported)
                        .config(tools.format(), extensions.thinkingConfig(), files.resolution()),
                extensions.cachedContent(),
                tier);
    }

    private static Set<String> supported() {
        Set<String> supported = new HashSet<>(ChatOptions.FIELDS);
        supported.addAll(GeminiExtensions.FIELDS);
        supported.addAll(GeminiTools.FIELDS);
        supported.addAll(GeminiSettings.FIELDS);
        supported.add(ServiceTier.FIELD);
        return supported;
    }
}
