package dev.tollgate.provider.gemini;

import dev.tollgate.openai.Embedding;
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
import dev.tollgate.provider.gemini.GeminiEmbeddingWire.Batch;
import dev.tollgate.provider.gemini.GeminiEmbeddingWire.Embedded;
import dev.tollgate.provider.gemini.GeminiEmbeddingWire.Single;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Asks Gemini for vectors (https://ai.google.dev/api/embeddings#method:-models.batchembedcontents). */
final class GeminiEmbeddings implements EmbeddingAdapter {
    private static final URI GOOGLE = URI.create("https://generativelanguage.googleapis.com/v1beta");
    private static final int MOST_TEXTS = 100;

    private final ProviderApi chat;
    private final URI base;

    private GeminiEmbeddings(ProviderApi chat, URI base) {
        this.chat = chat;
        this.base = base;
    }

    /**
     * For this provider; empty for Vertex AI, which makes vectors in another way.
     *
     * @param chat what has the same key and fails in the same words
     */
    static Optional<EmbeddingAdapter> of(ProviderApi chat, Provider provider) {
        URI base = provider.baseUrl() == null ? GOOGLE : provider.baseUrl();
        return base.getPath().contains("/publishers/")
                ? Optional.empty()
                : Optional.of(new GeminiEmbeddings(chat, base));
    }

    @Override
    public ProviderApi providerApi() {
        return chat;
    }

    @Override
    public List<EmbeddingBatch> encode(EmbeddingRequest request, String model, UnsupportedFields unsupported) {
        unsupported.reportAllExcept(Set.of(), request.extra());
        if (request.user() != null) {
            unsupported.report("user", "has no place for it");
        }
        String escaped = URLEncoder.encode(model, StandardCharsets.UTF_8).replace("+", "%20");
        URI uri = URI.create(base + "/models/" + escaped + ":batchEmbedContents");
        return EmbeddingTexts.batches(request, chat.name(), MOST_TEXTS).stream()
                .map(texts -> batch(uri, model, texts, request.dimensions()))
                .toList();
    }

    private static EmbeddingBatch batch(URI uri, String model, List<String> texts, Integer dimensions) {
        List<Single> requests =
                texts.stream().map(text -> Single.of(model, text, dimensions)).toList();
        return new EmbeddingBatch(JsonBody.request(uri, new Batch(requests)), texts.size());
    }

    @Override
    public EmbeddingReply decode(byte[] body) {
        Embedded reply = JsonBody.read(chat.name(), body, Embedded.class);
        if (reply.embeddings() == null
                || reply.embeddings().stream().anyMatch(each -> each == null || each.values() == null)) {
            throw new GatewayException(ErrorKind.UPSTREAM_FAILED, chat.name() + " sent a reply without vectors.");
        }
        List<Embedding> embeddings =
                reply.embeddings().stream().map(Embedded.Values::values).toList();
        long tokens = reply.usageMetadata() == null ? 0 : reply.usageMetadata().promptTokenCount();
        return new EmbeddingReply(embeddings, null, Usage.reported(tokens, 0));
    }
}
