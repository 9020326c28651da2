package dev.tollgate.batch;

import dev.tollgate.openai.ModelRequest;

/**
 * One line of a batch, as its client wrote it.
 *
 * @param customId what the client finds its result by
 */
public record BatchRequest(String customId, ModelRequest request) {

    /** The same line with the request that may leave. */
    public BatchRequest with(ModelRequest other) {
        return new BatchRequest(customId, other);
    }
}
