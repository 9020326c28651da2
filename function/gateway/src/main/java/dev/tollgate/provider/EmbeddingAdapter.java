package dev.tollgate.provider;

import dev.tollgate.openai.EmbeddingRequest;
import dev.tollgate.openai.GatewayException;
import java.util.List;

/** Embeddings from one provider: translates requests to the provider's API, and decodes its replies. */
public interface EmbeddingAdapter {

    /** The API that authorizes the requests and reads the errors: the one that chat uses too. */
    ProviderApi providerApi();

    /**
     * Translates the request to one or more batches, without credentials: providers limit the number of texts per request.
     *
     * @param model the provider's own name for the model
     * @param unsupported collects each field that the provider does not support, so that none is dropped silently
     * @throws GatewayException of a 400 kind that names a field that the provider does not support
     */
    List<EmbeddingBatch> encode(EmbeddingRequest request, String model, UnsupportedFields unsupported);

    /**
     * Decodes the reply to one batch.
     *
     * @throws GatewayException where the body is not a result, such as an error sent with status 200
     */
    EmbeddingReply decode(byte[] body);
}
