package dev.tollgate.provider.bedrock;

import dev.tollgate.openai.EmbeddingRequest;
import dev.tollgate.openai.ErrorKind;
import dev.tollgate.openai.GatewayException;
import dev.tollgate.openai.Usage;
import dev.tollgate.provider.EmbeddingAdapter;
import dev.tollgate.provider.EmbeddingBatch;
import dev.tollgate.provider.EmbeddingReply;
import dev.tollgate.provider.EmbeddingTexts;
import dev.tollgate.provider.JsonBody;
import dev.tollgate.provider.ProviderApi;
import dev.tollgate.provider.UnsupportedFields;
import dev.tollgate.provider.bedrock.BedrockEmbeddingWire.CohereRequest;
import dev.tollgate.provider.bedrock.BedrockEmbeddingWire.EmbeddingsReply;
import dev.tollgate.provider.bedrock.BedrockEmbeddingWire.TitanRequest;
import java.net.URI;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Requests embeddings through Bedrock's InvokeModel. Each vendor's models have their own JSON: Amazon's Titan
 * (https://docs.aws.amazon.com/bedrock/latest/userguide/model-parameters-titan-embed-text.html) and Cohere's Embed
 * (https://docs.aws.amazon.com/bedrock/latest/userguide/model-parameters-embed.html).
 */
final class BedrockEmbeddings implements EmbeddingAdapter {
    private static final int MAX_TITAN_TEXTS = 1;
    private static final int MAX_COHERE_TEXTS = 96;

    private final ProviderApi chat;
    private final BedrockUrl url;

    /**
     * Creates the adapter of one provider.
     *
     * @param chat the chat adapter, which authorizes requests and reads errors in the same way
     * @param baseUrl absent for the region's default
     */
    BedrockEmbeddings(ProviderApi chat, @Nullable URI baseUrl, @Nullable String region) {
        this.chat = chat;
        this.url = new BedrockUrl(chat.name(), baseUrl, region);
    }

    @Override
    public ProviderApi providerApi() {
        return chat;
    }

    @Override
    public List<EmbeddingBatch> encode(EmbeddingRequest request, String model, UnsupportedFields unsupported) {
        if (request.user() != null) {
            unsupported.report("user", "has no field for it");
        }
        URI uri = url.of(model, "invoke");
        if (model.contains("titan-embed")) {
            unsupported.reportAllExcept(Set.of(), request.extra());
            return texts(request, MAX_TITAN_TEXTS)
                    .map(texts -> batch(uri, new TitanRequest(texts.getFirst(), request.dimensions()), texts))
                    .toList();
        }
        if (model.contains("cohere.embed")) {
            unsupported.reportAllExcept(Set.of(EmbeddingTexts.PURPOSE), request.extra());
            String purpose = EmbeddingTexts.purpose(request);
            return texts(request, MAX_COHERE_TEXTS)
                    .map(texts -> batch(uri, CohereRequest.of(texts, purpose, request.dimensions()), texts))
                    .toList();
        }
        throw GatewayException.of(
                ErrorKind.UNSUPPORTED_PARAMETER,
                "model",
                "Unsupported parameter: 'model': " + chat.name()
                        + " supports embeddings only with Titan's and Cohere's models.");
    }

    private Stream<List<String>> texts(EmbeddingRequest request, int batchSize) {
        return EmbeddingTexts.batches(request, chat.name(), batchSize).stream();
    }

    private static EmbeddingBatch batch(URI uri, Object document, List<String> texts) {
        return new EmbeddingBatch(JsonBody.request(uri, document), texts.size());
    }

    /** Titan's replies report usage. Those of Cohere's models do so only in a header, so the gateway estimates it. */
    @Override
    public EmbeddingReply decode(byte[] body) {
        EmbeddingsReply reply = JsonBody.embeddings(chat.name(), body, EmbeddingsReply.class);
        if (reply.embedding() != null) {
            long tokens = reply.inputTextTokenCount();
            return new EmbeddingReply(List.of(reply.embedding()), null, Usage.reported(tokens, 0));
        }
        if (reply.embeddings() == null || reply.embeddings().floats() == null) {
            throw new GatewayException(ErrorKind.UPSTREAM_FAILED, chat.name() + " sent a reply without embeddings.");
        }
        return new EmbeddingReply(reply.embeddings().floats(), null, null);
    }
}
