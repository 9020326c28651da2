package dev.tollgate.provider.bedrock;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tollgate.openai.ChatOptions;
import dev.tollgate.openai.ChatRequest;
import dev.tollgate.openai.GatewayException;
import dev.tollgate.openai.JsonCodec;
import dev.tollgate.openai.NativeRequest;
import dev.tollgate.provider.ChatAdapter;
import dev.tollgate.provider.ChatExchange;
import dev.tollgate.provider.EventParser;
import dev.tollgate.provider.ReplyDecoder;
import dev.tollgate.provider.TokenCountRequest;
import dev.tollgate.provider.ToolCallIdFormat;
import dev.tollgate.provider.UnsupportedFields;
import dev.tollgate.provider.UpstreamRequest;
import dev.tollgate.provider.claude.JsonMode;
import dev.tollgate.provider.claude.TextAroundAnswer;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Speaks Amazon Bedrock's Converse API
 * (https://docs.aws.amazon.com/bedrock/latest/APIReference/API_runtime_Converse.html), which is the same for all models.
 */
final class BedrockAdapter implements ChatAdapter {
    /** https://docs.aws.amazon.com/bedrock/latest/APIReference/API_runtime_ToolUseBlock.html; Claude takes no dots and colons. */
    private static final ToolCallIdFormat TOOL_CALL_IDS = ToolCallIdFormat.of("[a-zA-Z0-9_-]{1,64}");

    /** Bedrock gives Mistral's calls ids of its own, which it takes again (anomalyco/opencode#48843). */
    private static final ToolCallIdFormat MISTRALS_CALL_IDS =
            ToolCallIdFormat.of("[a-zA-Z0-9]{9}|tooluse_[a-zA-Z0-9_-]{1,56}", 9);

    static {
        JsonCodec.examine(JsonCodec.mapper(), BedrockWire.class);
    }

    private final String name;
    private final BedrockUrl url;

    /**
     * Creates the adapter of one provider.
     *
     * @param baseUrl absent for the region's default
     * @param region absent where it is unknown, which makes each request fail
     */
    BedrockAdapter(String name, @Nullable URI baseUrl, @Nullable String region) {
        this.name = name;
        this.url = new BedrockUrl(name, baseUrl, region);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public boolean fetchesFiles() {
        return false;
    }

    @Override
    public UpstreamRequest encode(ChatRequest request, String model, UnsupportedFields unsupported) {
        BedrockModel traits = BedrockModel.of(model);
        ObjectNode body = BedrockBody.of(request, model, traits, unsupported);
        // The client gets a stream all the same, made of the whole reply.
        boolean streamed = request.streamed() && (!body.has("toolConfig") || traits.streamsTools());
        String accept = streamed ? "application/vnd.amazon.eventstream" : "application/json";
        try {
            return new UpstreamRequest(
                    url.of(model, streamed ? "converse-stream" : "converse"),
                    Map.of("content-type", "application/json", "accept", accept),
                    JsonCodec.mapper().writeValueAsBytes(body),
                    streamed);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("cannot write a tree as JSON", impossible);
        }
    }

    /** Claude takes its own words. */
    @Override
    public Optional<ChatExchange> nativeExchange(NativeRequest sent, ChatRequest request, String model) {
        return new BedrockInvoke(name, url).exchange(sent, request, model);
    }

    @Override
    public Optional<TokenCountRequest> tokenCount(NativeRequest sent, ChatRequest request, String model) {
        return new BedrockInvoke(name, url).count(sent, request, model);
    }

    @Override
    public UpstreamRequest authorize(UpstreamRequest request, @Nullable String secret, Instant now) {
        return switch (BedrockSecret.of(secret, name)) {
            case BedrockSecret.Bearer(String key) -> request.withHeader("authorization", "Bearer " + key);
            case BedrockSecret.Keys keys -> BedrockSignature.sign(request, keys, url.requiredRegion(), now);
        };
    }

    @Override
    public Set<String> forwardedHeaders() {
        return Set.of(BedrockBeta.HEADER);
    }

    @Override
    public UpstreamRequest withClientHeaders(UpstreamRequest request, Map<String, String> headers) {
        return BedrockBeta.added(request, headers.getOrDefault(BedrockBeta.HEADER, ""));
    }

    @Override
    public List<String> droppedHeaders(UpstreamRequest request, Map<String, String> headers) {
        return BedrockBeta.dropped(request, headers.getOrDefault(BedrockBeta.HEADER, ""));
    }

    @Override
    public boolean knowsFieldsOf(String format) {
        return format.equals(NativeRequest.MESSAGES);
    }

    @Override
    public ToolCallIdFormat toolCallIds(String model) {
        return ToolCallIdFormat.isMistrals(model) ? MISTRALS_CALL_IDS : TOOL_CALL_IDS;
    }

    @Override
    public ReplyDecoder decoder(String model) {
        return new BedrockReply(name, new TextAroundAnswer(false));
    }

    @Override
    public ReplyDecoder decoder(ChatRequest request, String model) {
        BedrockModel traits = BedrockModel.of(model);
        ChatOptions options = ChatOptions.of(BedrockBody.understood(request, traits.claude()));
        boolean answersByTool = BedrockFormat.mode(options.responseFormat(), traits) instanceof JsonMode.AnswerTool;
        return new BedrockReply(name, new TextAroundAnswer(answersByTool));
    }

    @Override
    public EventParser events() {
        return new BedrockFrames(name);
    }

    @Override
    public GatewayException failure(int status, byte[] body) {
        return failure(status, "", body);
    }

    @Override
    public GatewayException failure(int status, String errorType, byte[] body) {
        return BedrockFailure.of(name, status, errorType, body);
    }
}
