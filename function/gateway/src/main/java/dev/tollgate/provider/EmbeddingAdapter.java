package dev.tollgate.provider;

import dev.tollgate.openai.EmbeddingRequest;
import dev.tollgate.openai.GatewayException;
import java.util.List;

/** Vectors in one provider's dialect. A reply has one form only, so there is no decoder with a state. */
public interface EmbeddingAdapter {

    /** Whose credentials are needed, and in whose words it fails: those of the provider's chats. */
    ProviderApi providerApi();

    /**
     * The requests, without credentials, that together ask for all of it: providers take so many texts at once.
     *
     * @param model the provider's own name of the model
     * @param unsupportedFields is told of each field that the provider cannot honour; nothing is left out silently
     * @throws GatewayException of a 400 kind that names the field, where the provider cannot do what is asked
     */
    List<EmbeddingBatch> encode(EmbeddingRequest request, String model, UnsupportedFields unsupportedFields);

    /**
     * What the reply to one of them says.
     *
     * @throws GatewayException where the body is no answer, such as an error sent with status 200
     */
    EmbeddingReply decode(byte[] body);
}
