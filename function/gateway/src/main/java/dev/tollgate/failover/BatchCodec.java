package dev.tollgate.failover;

import dev.tollgate.metering.AttemptUsage;
import dev.tollgate.openai.BatchEndpoint;
import dev.tollgate.openai.ChatChunk;
import dev.tollgate.openai.ChatRequest;
import dev.tollgate.openai.ChunkFold;
import dev.tollgate.openai.ChunkShaper;
import dev.tollgate.openai.EmbeddingRequest;
import dev.tollgate.openai.ErrorKind;
import dev.tollgate.openai.GatewayException;
import dev.tollgate.openai.MediaBody;
import dev.tollgate.openai.MediaEndpoint;
import dev.tollgate.openai.MediaRequest;
import dev.tollgate.openai.ModelRequest;
import dev.tollgate.openai.NativeRequest;
import dev.tollgate.openai.RequestDefaults;
import dev.tollgate.openai.Usage;
import dev.tollgate.parse.SplitLine;
import dev.tollgate.provider.BatchLine;
import dev.tollgate.provider.BatchResult;
import dev.tollgate.provider.ChatAdapter;
import dev.tollgate.provider.ChatExchange;
import dev.tollgate.provider.CutResult;
import dev.tollgate.provider.EmbeddingAdapter;
import dev.tollgate.provider.EmbeddingBatch;
import dev.tollgate.provider.FunctionNames;
import dev.tollgate.provider.MediaAdapter;
import dev.tollgate.provider.Provider;
import dev.tollgate.provider.RenamedCalls;
import dev.tollgate.provider.ReplyDecoder;
import dev.tollgate.provider.ToolCallIds;
import dev.tollgate.provider.UnsupportedFields;
import dev.tollgate.route.Target;
import dev.tollgate.route.TargetFields;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Writes the lines of a batch, and reads their results, with the adapters that calls use. */
@ApplicationScoped
public class BatchCodec {
    /** What providers call the tier of batches, and price lists, too. */
    private static final String TIER = "batch";

    private final ProviderClient client;

    BatchCodec(ProviderClient client) {
        this.client = client;
    }

    /**
     * A request as a line.
     *
     * @throws GatewayException of a 400 kind that names a field that the provider does not support
     */
    public BatchLine line(Target target, String customId, ModelRequest request, Optional<NativeRequest> nativeRequest) {
        byte[] body =
                switch (request) {
                    case ChatRequest chat -> chat(target, chat, nativeRequest);
                    case EmbeddingRequest embedding -> embedding(target, embedding);
                    case MediaRequest media -> media(target, media);
                };
        return new BatchLine(customId, body);
    }

    private byte[] chat(Target target, ChatRequest request, Optional<NativeRequest> nativeRequest) {
        ChatAdapter adapter = client.chatAdapter(target.provider());
        return nativeRequest
                .flatMap(sent -> nativeExchange(target, sent, request))
                .map(exchange -> exchange.request().body())
                .orElseGet(() -> translated(adapter, target, request, nativeRequest));
    }

    private Optional<ChatExchange> nativeExchange(Target target, NativeRequest sent, ChatRequest request) {
        if (!takesResponses(target.provider())) {
            return Optional.empty();
        }
        ChatAdapter adapter = client.chatAdapter(target.provider());
        UnsupportedFields unsupported = new UnsupportedFields(adapter.name(), target.dropPolicy());
        return adapter.nativeExchange(sent, OutputLimit.in(request, target, unsupported), target.model());
    }

    /** A batch has requests in the client's words only where its provider has batches of those. */
    private boolean takesResponses(Provider provider) {
        return client.batchAdapter(provider)
                .filter(adapter -> adapter.takes(BatchEndpoint.RESPONSES))
                .isPresent();
    }

    private static byte[] translated(
            ChatAdapter adapter, Target target, ChatRequest request, Optional<NativeRequest> nativeRequest) {
        ChatRequest named = names(adapter, target, request).in(TargetFields.of(request, target));
        ChatRequest own = ToolCallIds.in(named, adapter.toolCallIds(target.model()));
        UnsupportedFields unsupported =
                new UnsupportedFields(adapter.name(), target.dropPolicy(), RequestDefaults.fieldsAtDefault(own));
        nativeRequest.ifPresent(unsupported::reportUntranslated);
        return adapter.encode(OutputLimit.in(own, target, unsupported), target.model(), unsupported)
                .body();
    }

    /** The client's names of functions, by the names that the provider gets in their place. */
    public Map<String, String> functionNames(Target target, ModelRequest request) {
        return request instanceof ChatRequest chat
                ? names(client.chatAdapter(target.provider()), target, chat).clients()
                : Map.of();
    }

    /** A name means one function in all lines: the answers say nothing of their requests. */
    private static FunctionNames names(ChatAdapter adapter, Target target, ChatRequest request) {
        return FunctionNames.hashed(request, adapter.functionNames(target.model()));
    }

    private byte[] media(Target target, MediaRequest request) {
        MediaAdapter adapter = client.mediaAdapter(target.provider(), request.endpoint());
        UnsupportedFields unsupported =
                new UnsupportedFields(adapter.providerApi().name(), target.dropPolicy());
        return adapter.encode(TargetFields.of(request, target), target.model(), unsupported)
                .body();
    }

    private byte[] embedding(Target target, EmbeddingRequest request) {
        EmbeddingAdapter adapter = client.embeddingAdapter(target.provider());
        UnsupportedFields unsupported =
                new UnsupportedFields(adapter.providerApi().name(), target.dropPolicy());
        List<EmbeddingBatch> requests = adapter.encode(TargetFields.of(request, target), target.model(), unsupported);
        if (requests.size() != 1) {
            throw GatewayException.of(
                    ErrorKind.INVALID_VALUE,
                    "input",
                    "Invalid value for 'input': too many texts for one line of a batch.");
        }
        return requests.getFirst().request().body();
    }

    /**
     * The answer in a result.
     *
     * @throws GatewayException {@code UPSTREAM_FAILED} where it cannot be read
     */
    public BatchReply reply(
            BatchEndpoint endpoint, Provider provider, String model, BatchResult.Answered result, LineOrigin line) {
        return switch (endpoint) {
            case CHAT, COMPLETIONS -> chatReply(provider, model, result.body(), line, Optional.empty());
            case RESPONSES -> chatReply(provider, model, result.body(), line, responses(provider, model));
            case EMBEDDINGS ->
                document(client.embeddingAdapter(provider).decode(result.body()).usage(), result.body(), line);
            case MODERATIONS -> {
                MediaRequest moderation =
                        new MediaRequest(MediaEndpoint.MODERATIONS, model, new MediaBody.Json(Map.of()));
                MediaAdapter adapter = client.mediaAdapter(provider, moderation.endpoint());
                yield document(adapter.decode(moderation, result.body()).usage(), result.body(), line);
            }
        };
    }

    private static BatchReply document(@Nullable Usage counted, byte[] body, LineOrigin line) {
        Usage usage = counted == null ? Usage.of(line.promptTokens(), 0) : counted;
        return new BatchReply.Document(new AttemptUsage(usage, counted == null, TIER), body);
    }

    /** What reads the provider's own Responses; empty if the lines were chats for it. */
    private Optional<ReplyDecoder> responses(Provider provider, String model) {
        if (!takesResponses(provider)) {
            return Optional.empty();
        }
        NativeRequest any = NativeRequest.empty(NativeRequest.RESPONSES);
        return client.chatAdapter(provider)
                .nativeExchange(any, ChatRequest.of(model, List.of(), null, null), model)
                .map(ChatExchange::decoder);
    }

    private BatchReply chatReply(
            Provider provider, String model, byte[] body, LineOrigin line, Optional<ReplyDecoder> nativeDecoder) {
        ChatAdapter adapter = client.chatAdapter(provider);
        ReplyDecoder decoder =
                nativeDecoder.orElseGet(() -> RenamedCalls.in(adapter.batchDecoder(model), line.functionNames()));
        ChunkShaper shaper = new ChunkShaper(line.requestId(), line.createdAt().getEpochSecond(), model, false);
        ChunkFold fold = new ChunkFold();
        List<ChatChunk> chunks = new ArrayList<>();
        decoder.whole(body).forEach(raw -> chunks.addAll(shaper.shape(raw)));
        chunks.forEach(fold::add);
        if (!decoder.complete() || chunks.isEmpty()) {
            throw new GatewayException(
                    ErrorKind.UPSTREAM_FAILED, "The provider's answer ended before it was complete.");
        }
        AttemptUsage counted =
                AttemptUsage.of(shaper.usage(), line::promptTokens, fold::generatedText, shaper.serviceTier());
        Usage shown = counted.usage().withoutBill();
        return new BatchReply.Chat(
                new AttemptUsage(counted.usage(), counted.estimated(), TIER),
                chunks,
                fold.completion(shown),
                shaper.usageChunk(shown),
                nativeDecoder.map(_ -> body));
    }

    /**
     * What a line used whose answer cannot be read: the provider has read the prompt, and what it wrote is not known.
     *
     * @param promptTokens an estimate
     */
    public AttemptUsage unreadable(long promptTokens) {
        return new AttemptUsage(Usage.of(promptTokens, 0), true, TIER);
    }

    /** What the provider says of a request that it refused, in the gateway's words. */
    public GatewayException failure(Provider provider, BatchResult.Refused refused) {
        return client.chatAdapter(provider).failure(refused.status(), refused.body());
    }

    /** Reads one line of a batch's results; empty if it names no request. */
    public Optional<BatchResult> result(Provider provider, SplitLine line) {
        return client.batchAdapter(provider)
                .flatMap(adapter -> line.cut()
                        ? CutResult.of(provider.name(), adapter.nameField(), line.bytes())
                        : adapter.result(line.bytes()));
    }
}
