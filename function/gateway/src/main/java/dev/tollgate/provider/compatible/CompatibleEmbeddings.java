package dev.tollgate.provider.compatible;

import dev.tollgate.openai.Embedding;
import dev.tollgate.openai.EmbeddingRequest;
import dev.tollgate.openai.ErrorKind;
import dev.tollgate.openai.GatewayException;
import dev.tollgate.openai.Usage;
import dev.tollgate.provider.EmbeddingAdapter;
import dev.tollgate.provider.EmbeddingBatch;
import dev.tollgate.provider.EmbeddingReply;
import dev.tollgate.provider.JsonBody;
import dev.tollgate.provider.ProviderApi;
import dev.tollgate.provider.UnsupportedFields;
import dev.tollgate.provider.UpstreamRequest;
import dev.tollgate.provider.compatible.CompatibleWire.Embedded;
import dev.tollgate.provider.compatible.CompatibleWire.TokenCount;
import dev.tollgate.provider.compatible.CompatibleWire.WireEmbedding;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/**
 * Asks any provider with OpenAI's embeddings API (https://platform.openai.com/docs/api-reference/embeddings). The request
 * goes through as it is, but for the model's name.
 */
final class CompatibleEmbeddings implements EmbeddingAdapter {
    private final ProviderApi chat;
    private final CompatibleAccess access;

    CompatibleEmbeddings(ProviderApi chat, CompatibleAccess access) {
        this.chat = chat;
        this.access = access;
    }

    @Override
    public ProviderApi providerApi() {
        return chat;
    }

    @Override
    public List<EmbeddingBatch> encode(EmbeddingRequest request, String model, UnsupportedFields unsupported) {
        UpstreamRequest upstream = JsonBody.request(access.endpoint("embeddings", model), request.forTarget(model));
        return List.of(new EmbeddingBatch(upstream, request.input().size()));
    }

    @Override
    public EmbeddingReply decode(byte[] body) {
        Embedded reply = JsonBody.read(chat.name(), body, Embedded.class);
        if (CompatibleFailure.isError(reply.error(), reply.object())) {
            throw CompatibleFailure.of(chat.name(), 200, body);
        }
        if (reply.data() == null) {
            throw new GatewayException(ErrorKind.UPSTREAM_FAILED, chat.name() + " sent a reply without vectors.");
        }
        return new EmbeddingReply(embeddings(reply.data()), reply.model(), usage(reply.usage()));
    }

    /** In the order of their indexes, which need not be the order in which they come; those without one stay as they came. */
    private List<Embedding> embeddings(List<WireEmbedding> data) {
        if (data.stream().anyMatch(embedding -> embedding == null || embedding.vector() == null)) {
            throw new GatewayException(ErrorKind.UPSTREAM_FAILED, chat.name() + " left a vector out.");
        }
        Comparator<WireEmbedding> byIndex = Comparator.comparingInt(WireEmbedding::index);
        boolean indexed = data.stream().map(WireEmbedding::index).allMatch(Objects::nonNull);
        return (indexed ? data.stream().sorted(byIndex) : data.stream())
                .map(WireEmbedding::vector)
                .toList();
    }

    /** Some providers tell a total only; some tell 0, which no text has. */
    private static Usage usage(TokenCount count) {
        return count == null ? null : Usage.reported(Math.max(count.promptTokens(), count.totalTokens()), 0);
    }
}
