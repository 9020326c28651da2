package dev.tollgate.provider;

import dev.tollgate.openai.BatchEndpoint;
import dev.tollgate.openai.GatewayException;
import java.util.List;
import java.util.Optional;

/** Batches at one provider: many requests at once, whose results come hours later. Like {@link ProviderApi}, it is pure. */
public interface BatchAdapter {

    /** The API that authorizes the requests and reads the errors: the one that chat uses too. */
    ProviderApi providerApi();

    /** Whether requests to this endpoint can be lines. */
    boolean takes(BatchEndpoint endpoint);

    /**
     * The first step to a batch of these lines.
     *
     * @param name the gateway's own id of the batch
     * @param model the provider's own name for the model
     * @throws GatewayException of a 400 kind where the provider takes no such batch
     */
    BatchStep create(String name, BatchEndpoint endpoint, String model, List<BatchLine> lines);

    /** The question how far a batch has come. The reply is for {@link #state}. */
    UpstreamRequest find(String id);

    /** The request to cancel a batch. Its reply is empty, or for {@link #state}. */
    UpstreamRequest cancel(String id);

    /**
     * Reads what the provider says of a batch.
     *
     * @throws GatewayException {@code UPSTREAM_FAILED} where the reply cannot be read
     */
    BatchState state(byte[] reply);

    /** The downloads of the results of a batch that has ended. Each is a file with a line of JSON for each result. */
    List<UpstreamRequest> results(BatchState ended);

    /**
     * Reads one line of the results. The order of the lines means nothing. A line that cannot be read must not keep the others from
     * being read, so that nothing is thrown for it.
     *
     * @return empty for a line that names no request
     */
    Optional<BatchResult> result(byte[] line);

    /** The field of a result that has what the client named its request. */
    default String nameField() {
        return "custom_id";
    }
}
