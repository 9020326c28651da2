package dev.tollgate.provider.compatible;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tollgate.openai.Embedding;
import dev.tollgate.openai.EmbeddingFormat;
import dev.tollgate.openai.EmbeddingRequest;
import dev.tollgate.openai.ErrorKind;
import dev.tollgate.openai.GatewayException;
import dev.tollgate.openai.JsonCodec;
import dev.tollgate.openai.Usage;
import dev.tollgate.provider.EmbeddingAdapter;
import dev.tollgate.provider.EmbeddingBatch;
import dev.tollgate.provider.EmbeddingReply;
import dev.tollgate.provider.EmbeddingTexts;
import dev.tollgate.provider.JsonBody;
import dev.tollgate.provider.ProviderApi;
import dev.tollgate.provider.ProviderQuirks;
import dev.tollgate.provider.UnsupportedFields;
import dev.tollgate.provider.UpstreamRequest;
import dev.tollgate.provider.compatible.CompatibleWire.EmbeddingsReply;
import dev.tollgate.provider.compatible.CompatibleWire.TokenCount;
import dev.tollgate.provider.compatible.CompatibleWire.WireEmbedding;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Speaks to any provider with OpenAI's embeddings API (https://platform.openai.com/docs/api-reference/embeddings). It forwards
 * the request unchanged except for the model's name, the provider's known quirks, and Base64: OpenAI's clients request it where
 * their users do not say otherwise, but few other providers know it. The gateway itself gives the client its format.
 */
final class CompatibleEmbeddings implements EmbeddingAdapter {
    private final ProviderApi chat;
    private final CompatibleAccess access;
    private final ProviderQuirks quirks;

    CompatibleEmbeddings(ProviderApi chat, CompatibleAccess access, ProviderQuirks quirks) {
        this.chat = chat;
        this.access = access;
        this.quirks = quirks;
    }

    @Override
    public ProviderApi providerApi() {
        return chat;
    }

    @Override
    public List<EmbeddingBatch> encode(EmbeddingRequest request, String model, UnsupportedFields unsupported) {
        EmbeddingRequest own = request.forTarget(model);
        boolean inNumbers = request.format() == EmbeddingFormat.BASE64 && !takesBase64();
        Integer most = quirks.inputs().embeddingBatch();
        return EmbeddingTexts.parts(own.input(), most == null ? Integer.MAX_VALUE : most).stream()
                .map(part -> batch((inNumbers ? own.withoutFormat() : own).withInput(part), unsupported))
                .toList();
    }

    private EmbeddingBatch batch(EmbeddingRequest part, UnsupportedFields unsupported) {
        ObjectNode body = JsonCodec.mapper().valueToTree(part);
        UpstreamRequest upstream = JsonBody.request(
                access.endpoint("embeddings", part.model()),
                new CompatibleBody(quirks, part.model(), unsupported).of(body));
        return new EmbeddingBatch(upstream, part.input().size());
    }

    /** In a batch, the client gets the embeddings as the provider wrote them. */
    private boolean takesBase64() {
        return quirks.inputs().takesBase64() || quirks.hasBatches();
    }

    @Override
    public EmbeddingReply decode(byte[] body) {
        EmbeddingsReply reply = JsonBody.embeddings(chat.name(), body, EmbeddingsReply.class);
        if (CompatibleFailure.isError(reply.error(), reply.object())) {
            throw CompatibleFailure.of(chat.name(), 200, body);
        }
        if (reply.data() == null) {
            throw new GatewayException(ErrorKind.UPSTREAM_FAILED, chat.name() + " sent a reply without embeddings.");
        }
        return new EmbeddingReply(embeddings(reply.data()), reply.model(), usage(reply.usage()));
    }

    /** Sorts by index, because providers may send another order. Without indexes, the order stays. */
    private List<Embedding> embeddings(List<@Nullable WireEmbedding> data) {
        List<WireEmbedding> present = new ArrayList<>(data.size());
        for (WireEmbedding item : data) {
            if (item == null || item.embedding() == null) {
                throw new GatewayException(ErrorKind.UPSTREAM_FAILED, chat.name() + " left an embedding out.");
            }
            present.add(item);
        }
        if (present.stream().map(WireEmbedding::index).allMatch(Objects::nonNull)) {
            present.sort(Comparator.comparing(WireEmbedding::index));
        }
        return present.stream().map(WireEmbedding::embedding).toList();
    }

    /** Some providers report only a total, and some report 0, which no text has. */
    private static @Nullable Usage usage(@Nullable TokenCount count) {
        return count == null ? null : Usage.reported(Math.max(count.promptTokens(), count.totalTokens()), 0);
    }
}
