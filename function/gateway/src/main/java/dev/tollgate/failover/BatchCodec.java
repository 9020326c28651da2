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
import dev.tollgate.openai.MediaRequest;
import dev.tollgate.openai.ModelRequest;
import dev.tollgate.openai.RequestDefaults;
import dev.tollgate.openai.Usage;
import dev.tollgate.provider.BatchLine;
import dev.tollgate.provider.BatchResult;
import dev.tollgate.provider.ChatAdapter;
import dev.tollgate.provider.CheckedDecoder;
import dev.tollgate.provider.EmbeddingAdapter;
import dev.tollgate.provider.EmbeddingBatch;
import dev.tollgate.provider.EmbeddingReply;
import dev.tollgate.provider.Provider;
import dev.tollgate.provider.ReplyDecoder;
import dev.tollgate.provider.ToolCallIds;
import dev.tollgate.provider.UnsupportedFields;
import dev.tollgate.route.Target;
import dev.tollgate.route.TargetFields;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

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
    public BatchLine line(Target target, String customId, ModelRequest request) {
        byte[] body =
                switch (request) {
                    case ChatRequest chat -> chat(target, chat);
                    case EmbeddingRequest embedding -> embedding(target, embedding);
                    case MediaRequest media ->
                        throw new IllegalArgumentException(media.endpoint() + " cannot be a line of a batch");
                };
        return new BatchLine(customId, body);
    }

    private byte[] chat(Target target, ChatRequest request) {
        ChatAdapter adapter = client.chatAdapter(target.provider());
        ChatRequest own = ToolCallIds.in(TargetFields.of(request, target), adapter.toolCallIds(target.model()));
        UnsupportedFields unsupported =
                new UnsupportedFields(adapter.name(), target.dropPolicy(), RequestDefaults.fieldsAtDefault(own));
        return adapter.encode(own, target.model(), unsupported).body();
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
            case CHAT -> chatReply(provider, model, result.body(), line);
            case EMBEDDINGS -> {
                EmbeddingReply reply = client.embeddingAdapter(provider).decode(result.body());
                Usage usage = reply.usage() == null ? Usage.of(line.promptTokens(), 0) : reply.usage();
                yield new BatchReply.Document(new AttemptUsage(usage, reply.usage() == null, TIER), result.body());
            }
        };
    }

    private BatchReply chatReply(Provider provider, String model, byte[] body, LineOrigin line) {
        ChatAdapter adapter = client.chatAdapter(provider);
        ReplyDecoder decoder = CheckedDecoder.of(adapter.name(), adapter.decoder(model));
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
                shaper.usageChunk(shown));
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

    /** Reads one line of a batch's results; empty if it holds none. */
    public Optional<BatchResult> result(Provider provider, byte[] line) {
        return client.batchAdapter(provider).flatMap(adapter -> adapter.result(line));
    }
}
