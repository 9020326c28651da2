package dev.tollgate.batch;

import dev.tollgate.openai.LineRequest;
import dev.tollgate.openai.ModelRequest;
import dev.tollgate.openai.NativeRequest;
import java.util.Optional;

/**
 * One line of a batch.
 *
 * @param customId what the client finds its result by
 */
public record BatchRequest(String customId, LineRequest content) {

    /** The same line with the request that may leave. */
    public BatchRequest with(ModelRequest other, Optional<NativeRequest> otherNative) {
        return new BatchRequest(customId, new LineRequest(other, otherNative, content.names()));
    }
}
