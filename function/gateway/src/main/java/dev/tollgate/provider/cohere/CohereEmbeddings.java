package dev.tollgate.provider.cohere;

import dev.tollgate.openai.EmbeddingRequest;
import dev.tollgate.openai.ErrorKind;
import dev.tollgate.openai.GatewayException;
import dev.tollgate.openai.Usage;
import dev.tollgate.provider.EmbeddingAdapter;
import dev.tollgate.provider.EmbeddingBatch;
import dev.tollgate.provider.EmbeddingReply;
import dev.tollgate.provider.EmbeddingTexts;
import dev.tollgate.provider.JsonBody;
import dev.tollgate.provider.Provider;
import dev.tollgate.provider.ProviderApi;
import dev.tollgate.provider.UnsupportedFields;
import dev.tollgate.provider.cohere.CohereEmbeddingWire.Asked;
import dev.tollgate.provider.cohere.CohereEmbeddingWire.Embedded;
import java.net.URI;
import java.util.List;
import java.util.Set;

/** Asks Cohere for vectors (https://docs.cohere.com/reference/embed), which are of texts only here. */
final class CohereEmbeddings implements EmbeddingAdapter {
    private static final URI COHERE = URI.create("https://api.cohere.com/v2");
    private static final int MOST_TEXTS = 96;

    private final ProviderApi chat;
    private final URI uri;

    /**
     * For this provider.
     *
     * @param chat what has the same key and fails in the same words
     */
    CohereEmbeddings(ProviderApi chat, Provider provider) {
        this.chat = chat;
        this.uri = URI.create((provider.baseUrl() == null ? COHERE : provider.baseUrl()) + "/embed");
    }

    @Override
    public ProviderApi providerApi() {
        return chat;
    }

    @Override
    public List<EmbeddingBatch> encode(EmbeddingRequest request, String model, UnsupportedFields unsupported) {
        unsupported.reportAllExcept(Set.of(EmbeddingTexts.PURPOSE), request.extra());
        if (request.user() != null) {
            unsupported.report("user", "has no place for it");
        }
        String purpose = EmbeddingTexts.purpose(request);
        return EmbeddingTexts.batches(request, chat.name(), MOST_TEXTS).stream()
                .map(texts -> batch(Asked.of(model, texts, purpose, request.dimensions())))
                .toList();
    }

    private EmbeddingBatch batch(Asked asked) {
        return new EmbeddingBatch(JsonBody.request(uri, asked), asked.texts().size());
    }

    @Override
    public EmbeddingReply decode(byte[] body) {
        Embedded reply = JsonBody.read(chat.name(), body, Embedded.class);
        if (reply.embeddings() == null || reply.embeddings().floats() == null) {
            throw new GatewayException(ErrorKind.UPSTREAM_FAILED, chat.name() + " sent a reply without vectors.");
        }
        long tokens = reply.meta() == null || reply.meta().billedUnits() == null
                ? 0
                : reply.meta().billedUnits().inputTokens();
        return new EmbeddingReply(reply.embeddings().floats(), null, Usage.reported(tokens, 0));
    }
}
