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
import dev.tollgate.provider.bedrock.BedrockEmbeddingWire.Cohere;
import dev.tollgate.provider.bedrock.BedrockEmbeddingWire.Embedded;
import dev.tollgate.provider.bedrock.BedrockEmbeddingWire.Titan;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Asks Bedrock for vectors by InvokeModel, where each maker's models have JSON of their own: Amazon's Titan
 * (https://docs.aws.amazon.com/bedrock/latest/userguide/model-parameters-titan-embed-text.html) and Cohere's Embed
 * (https://docs.aws.amazon.com/bedrock/latest/userguide/model-parameters-embed.html).
 */
final class BedrockEmbeddings implements EmbeddingAdapter {
    private static final int MOST_TITAN_TEXTS = 1;
    private static final int MOST_COHERE_TEXTS = 96;

    private final ProviderApi chat;
    private final URI baseUrl;
    private final String region;

    /**
     * For one provider.
     *
     * @param chat what signs in the same way and fails in the same words
     * @param baseUrl null for the region's own
     */
    BedrockEmbeddings(ProviderApi chat, URI baseUrl, String region) {
        this.chat = chat;
        this.baseUrl = baseUrl;
        this.region = region;
    }

    @Override
    public ProviderApi providerApi() {
        return chat;
    }

    @Override
    public List<EmbeddingBatch> encode(EmbeddingRequest request, String model, UnsupportedFields unsupported) {
        if (request.user() != null) {
            unsupported.report("user", "has no place for it");
        }
        URI uri = uri(model);
        if (model.contains("titan-embed")) {
            unsupported.reportAllExcept(Set.of(), request.extra());
            return texts(request, MOST_TITAN_TEXTS)
                    .map(texts -> batch(uri, new Titan(texts.getFirst(), request.dimensions()), texts))
                    .toList();
        }
        if (model.contains("cohere.embed")) {
            unsupported.reportAllExcept(Set.of(EmbeddingTexts.PURPOSE), request.extra());
            String purpose = EmbeddingTexts.purpose(request);
            return texts(request, MOST_COHERE_TEXTS)
                    .map(texts -> batch(uri, Cohere.of(texts, purpose, request.dimensions()), texts))
                    .toList();
        }
        throw GatewayException.of(
                ErrorKind.UNSUPPORTED_PARAMETER,
                "model",
                "Unsupported parameter: 'model': " + chat.name() + " has vectors of Titan's and Cohere's models only.");
    }

    private Stream<List<String>> texts(EmbeddingRequest request, int atOnce) {
        return EmbeddingTexts.batches(request, chat.name(), atOnce).stream();
    }

    private static EmbeddingBatch batch(URI uri, Object document, List<String> texts) {
        return new EmbeddingBatch(JsonBody.request(uri, document), texts.size());
    }

    /** A model may be an ARN, whose colons and slashes are part of its name and not of the path. */
    private URI uri(String model) {
        if (baseUrl == null && (region == null || region.isBlank())) {
            throw new GatewayException(
                    ErrorKind.UPSTREAM_FAILED,
                    "The provider " + chat.name() + " needs a region: its own, or AWS_REGION.");
        }
        String base = baseUrl == null ? "https://bedrock-runtime." + region + ".amazonaws.com" : baseUrl.toString();
        String id = URLEncoder.encode(model, StandardCharsets.UTF_8).replace("+", "%20");
        return URI.create(base + "/model/" + id + "/invoke");
    }

    /** Titan counts; of Cohere's models the count stands in a header only, so that it is estimated. */
    @Override
    public EmbeddingReply decode(byte[] body) {
        Embedded reply = JsonBody.read(chat.name(), body, Embedded.class);
        if (reply.embedding() != null) {
            long tokens = reply.inputTextTokenCount();
            return new EmbeddingReply(List.of(reply.embedding()), null, Usage.reported(tokens, 0));
        }
        if (reply.embeddings() == null || reply.embeddings().floats() == null) {
            throw new GatewayException(ErrorKind.UPSTREAM_FAILED, chat.name() + " sent a reply without vectors.");
        }
        return new EmbeddingReply(reply.embeddings().floats(), null, null);
    }
}
