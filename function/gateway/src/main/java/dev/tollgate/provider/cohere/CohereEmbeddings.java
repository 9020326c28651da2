package dev.tollgate.provider.cohere;

import dev.tollgate.openai.EmbeddingRequest;
import dev.tollgate.openai.ErrorKind;
import dev.tollgate.openai.GatewayException;
import dev.tollgate.openai.Usage;
import dev.tollgate.parse.UrlParser;
import dev.tollgate.provider.EmbeddingAdapter;
import dev.tollgate.provider.EmbeddingBatch;
import dev.tollgate.provider.EmbeddingReply;
import dev.tollgate.provider.EmbeddingTexts;
import dev.tollgate.provider.JsonBody;
import dev.tollgate.provider.Provider;
import dev.tollgate.provider.ProviderApi;
import dev.tollgate.provider.UnsupportedFields;
import dev.tollgate.provider.cohere.CohereEmbeddingWire.EmbeddingsReply;
import dev.tollgate.provider.cohere.CohereEmbeddingWire.EmbeddingsRequest;
import java.net.URI;
import java.util.List;
import java.util.Set;

/** Requests embeddings of texts from Cohere (https://docs.cohere.com/reference/embed). */
final class CohereEmbeddings implements EmbeddingAdapter {
    private static final URI COHERE = URI.create("https://api.cohere.com/v2");
    private static final int MAX_TEXTS = 96;

    private final ProviderApi chat;
    private final URI uri;

    /**
     * Creates the adapter of one provider.
     *
     * @param chat the chat adapter, which authorizes requests and reads errors in the same way
     */
    CohereEmbeddings(ProviderApi chat, Provider provider) {
        this.chat = chat;
        this.uri = UrlParser.append(provider.baseUrl() == null ? COHERE : provider.baseUrl(), "/embed");
    }

    @Override
    public ProviderApi providerApi() {
        return chat;
    }

    @Override
    public List<EmbeddingBatch> encode(EmbeddingRequest request, String model, UnsupportedFields unsupported) {
        unsupported.reportAllExcept(Set.of(EmbeddingTexts.PURPOSE), request.extra());
        if (request.user() != null) {
            unsupported.report("user", "has no field for it");
        }
        String purpose = EmbeddingTexts.purpose(request);
        return EmbeddingTexts.batches(request, chat.name(), MAX_TEXTS).stream()
                .map(texts -> batch(EmbeddingsRequest.of(model, texts, purpose, request.dimensions())))
                .toList();
    }

    private EmbeddingBatch batch(EmbeddingsRequest request) {
        return new EmbeddingBatch(
                JsonBody.request(uri, request), request.texts().size());
    }

    @Override
    public EmbeddingReply decode(byte[] body) {
        EmbeddingsReply reply = JsonBody.embeddings(chat.name(), body, EmbeddingsReply.class);
        if (reply.embeddings() == null || reply.embeddings().floats() == null) {
            throw new GatewayException(ErrorKind.UPSTREAM_FAILED, chat.name() + " sent a reply without embeddings.");
        }
        long tokens = reply.meta() == null || reply.meta().billedUnits() == null
                ? 0
                : reply.meta().billedUnits().inputTokens();
        return new EmbeddingReply(reply.embeddings().floats(), null, Usage.reported(tokens, 0));
    }
}
