package dev.tollgate.provider.anthropic;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.tollgate.openai.ChatOptions;
import dev.tollgate.openai.ChatRequest;
import dev.tollgate.openai.GatewayException;
import dev.tollgate.openai.JsonCodec;
import dev.tollgate.openai.NativeRequest;
import dev.tollgate.parse.UrlParser;
import dev.tollgate.provider.BatchAdapter;
import dev.tollgate.provider.ChatAdapter;
import dev.tollgate.provider.ChatExchange;
import dev.tollgate.provider.FunctionNameFormat;
import dev.tollgate.provider.Provider;
import dev.tollgate.provider.ReplyDecoder;
import dev.tollgate.provider.ReportedCount;
import dev.tollgate.provider.SseParser;
import dev.tollgate.provider.TokenCountRequest;
import dev.tollgate.provider.ToolCallIdFormat;
import dev.tollgate.provider.UnsupportedFields;
import dev.tollgate.provider.UpstreamRequest;
import dev.tollgate.provider.claude.AnthropicFailure;
import dev.tollgate.provider.claude.AnthropicReply;
import dev.tollgate.provider.claude.ClaudeModel;
import dev.tollgate.provider.claude.JsonMode;
import dev.tollgate.provider.claude.NativeMessages;
import dev.tollgate.provider.claude.NativeMessages.NativeBody;
import java.net.URI;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Speaks Anthropic's Messages API (https://platform.claude.com/docs/en/api/messages). */
final class AnthropicAdapter implements ChatAdapter {
    private static final URI ANTHROPIC = URI.create("https://api.anthropic.com/v1");
    /** The only version since 2023. Newer features have fields of their own (https://platform.claude.com/docs/en/api/versioning). */
    private static final String VERSION = "2023-06-01";

    /** https://platform.claude.com/docs/en/api/messages/create, the pattern of {@code tool_use.id}. */
    private static final ToolCallIdFormat TOOL_CALL_IDS = ToolCallIdFormat.of("[a-zA-Z0-9_-]+");

    /** https://platform.claude.com/docs/en/api/messages/create, the pattern of {@code tools.name}. */
    private static final FunctionNameFormat FUNCTION_NAMES = FunctionNameFormat.of(128);

    static {
        JsonCodec.examine(JsonCodec.mapper(), AnthropicBody.class);
    }

    private final String name;
    private final URI messagesUri;

    AnthropicAdapter(Provider provider) {
        this.name = provider.name();
        URI base = provider.baseUrl() == null ? ANTHROPIC : provider.baseUrl();
        this.messagesUri = UrlParser.append(base, "/messages");
    }

    @Override
    public String name() {
        return name;
    }

    /** Anthropic: "Only HTTPS URLs are supported." Other servers with its API may take more. */
    @Override
    public boolean readsUrl(String url) {
        return !url.regionMatches(true, 0, "http:", 0, 5)
                || !ANTHROPIC.getHost().equals(messagesUri.getHost());
    }

    @Override
    public UpstreamRequest encode(ChatRequest request, String model, UnsupportedFields unsupported) {
        return post(new AnthropicEncoding(request, model, unsupported).body(), request.streamed());
    }

    /** The body as the client wrote it, with the provider's name for the model. */
    @Override
    public Optional<ChatExchange> nativeExchange(NativeRequest sent, ChatRequest request, String model) {
        return nativeBody(sent, request, model)
                .map(sending -> new ChatExchange(
                        post(sending.body().put("model", model), request.streamed()),
                        decoder(model),
                        SseParser.withPings(),
                        sending.dropped()));
    }

    /** https://platform.claude.com/docs/en/api/messages/count_tokens */
    @Override
    public Optional<TokenCountRequest> tokenCount(NativeRequest sent, ChatRequest request, String model) {
        return nativeBody(sent, request, model)
                .map(sending -> new TokenCountRequest(
                        post(
                                UrlParser.append(messagesUri, "/count_tokens"),
                                sending.body().put("model", model),
                                false),
                        reply -> ReportedCount.in(reply, "input_tokens")));
    }

    private static Optional<NativeBody> nativeBody(NativeRequest sent, ChatRequest request, String model) {
        ClaudeModel claude = ClaudeModel.of(model);
        return NativeMessages.body(sent, request, claude, claude.supportsSystemTurns());
    }

    private UpstreamRequest post(Object body, boolean streamed) {
        return post(messagesUri, body, streamed);
    }

    /** https://platform.claude.com/docs/en/api/messages/batches */
    BatchAdapter batches() {
        return new AnthropicBatches(this, UrlParser.append(messagesUri, "/batches"), headers(false));
    }

    private static Map<String, String> headers(boolean streamed) {
        return Map.of(
                "content-type",
                "application/json",
                "accept",
                streamed ? "text/event-stream" : "application/json",
                "anthropic-version",
                VERSION);
    }

    private static UpstreamRequest post(URI uri, Object body, boolean streamed) {
        try {
            return new UpstreamRequest(
                    uri, headers(streamed), JsonCodec.mapper().writeValueAsBytes(body), streamed);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("cannot write a parsed request as JSON", impossible);
        }
    }

    @Override
    public boolean knowsFieldsOf(String format) {
        return format.equals(NativeRequest.MESSAGES);
    }

    @Override
    public ToolCallIdFormat toolCallIds(String model) {
        return TOOL_CALL_IDS;
    }

    @Override
    public FunctionNameFormat functionNames(String model) {
        return FUNCTION_NAMES;
    }

    /** Accepts only API keys: tokens of Workload Identity Federation expire within minutes, whereas a configured secret does not. */
    @Override
    public UpstreamRequest authorize(UpstreamRequest request, @Nullable String secret, Instant now) {
        return secret == null ? request : request.withHeader("x-api-key", secret);
    }

    @Override
    public Set<String> forwardedHeaders() {
        return Set.of("anthropic-beta", "anthropic-version");
    }

    @Override
    public ReplyDecoder decoder(String model) {
        return new AnthropicReply(name);
    }

    @Override
    public ReplyDecoder decoder(ChatRequest request, String model) {
        return AnthropicFormat.mode(ChatOptions.of(request).responseFormat(), ClaudeModel.of(model))
                        instanceof JsonMode.AnswerTool
                ? AnthropicReply.ofJsonTool(name)
                : decoder(model);
    }

    @Override
    public ReplyDecoder batchDecoder(String model) {
        return AnthropicReply.ofJsonTool(name);
    }

    @Override
    public GatewayException failure(int status, byte[] body) {
        return AnthropicFailure.of(name, status, body);
    }
}
