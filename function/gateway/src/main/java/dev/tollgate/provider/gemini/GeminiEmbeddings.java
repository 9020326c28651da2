package dev.tollgate.provider.gemini;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tollgate.openai.Embedding;
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
import dev.tollgate.provider.ModelPath;
import dev.tollgate.provider.Provider;
import dev.tollgate.provider.ProviderApi;
import dev.tollgate.provider.UnsupportedFields;
import dev.tollgate.provider.gemini.GeminiEmbeddingWire.BatchRequest;
import dev.tollgate.provider.gemini.GeminiEmbeddingWire.EmbeddingsReply;
import dev.tollgate.provider.gemini.GeminiEmbeddingWire.EmbeddingsReply.Values;
import dev.tollgate.provider.gemini.GeminiEmbeddingWire.TextRequest;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Requests embeddings from Gemini (https://ai.google.dev/api/embeddings#method:-models.batchembedcontents). */
final class GeminiEmbeddings implements EmbeddingAdapter {
    private static final URI GOOGLE = URI.create("https://generativelanguage.googleapis.com/v1beta");
    private static final int MAX_TEXTS = 100;
    /** Google's own options, by the names of its compatible API. */
    private static final String TASK_TYPE = "task_type";

    private static final String TITLE = "title";

    private final ProviderApi chat;
    private final URI base;

    private GeminiEmbeddings(ProviderApi chat, URI base) {
        this.chat = chat;
        this.base = base;
    }

    /**
     * Creates the adapter of one provider; empty for Vertex AI, whose embeddings have another API.
     *
     * @param chat the chat adapter, which authorizes requests and reads errors in the same way
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
    public List<EmbeddingBatch> encode(EmbeddingRequest request, String name, UnsupportedFields unsupported) {
        String model = GeminiModel.plainName(name);
        unsupported.reportAllExcept(Set.of(TASK_TYPE, TITLE), request.extra());
        if (request.user() != null) {
            unsupported.report("user", "has no field for it");
        }
        URI uri = UrlParser.append(base, "/models/" + ModelPath.segment(model) + ":batchEmbedContents");
        return EmbeddingTexts.batches(request, chat.name(), MAX_TEXTS).stream()
                .map(texts -> batch(uri, model, texts, request))
                .toList();
    }

    private static EmbeddingBatch batch(URI uri, String model, List<String> texts, EmbeddingRequest request) {
        String taskType = text(request, TASK_TYPE);
        String title = text(request, TITLE);
        List<TextRequest> requests = texts.stream()
                .map(text -> TextRequest.of(model, text, taskType, title, request.dimensions()))
                .toList();
        return new EmbeddingBatch(JsonBody.request(uri, new BatchRequest(requests)), texts.size());
    }

    private static @Nullable String text(EmbeddingRequest request, String field) {
        JsonNode value = request.extra().get(field);
        return value == null ? null : value.textValue();
    }

    @Override
    public EmbeddingReply decode(byte[] body) {
        EmbeddingsReply reply = JsonBody.embeddings(chat.name(), body, EmbeddingsReply.class);
        if (reply.embeddings() == null) {
            throw withoutEmbeddings();
        }
        List<Embedding> embeddings = new ArrayList<>(reply.embeddings().size());
        for (Values item : reply.embeddings()) {
            if (item == null || item.values() == null) {
                throw withoutEmbeddings();
            }
            embeddings.add(item.values());
        }
        long tokens = reply.usageMetadata() == null ? 0 : reply.usageMetadata().promptTokenCount();
        return new EmbeddingReply(embeddings, null, Usage.reported(tokens, 0));
    }

    private GatewayException withoutEmbeddings() {
        return new GatewayException(ErrorKind.UPSTREAM_FAILED, chat.name() + " sent a reply without embeddings.");
    }
}
