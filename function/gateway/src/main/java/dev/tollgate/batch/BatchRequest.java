package dev.tollgate.batch;

import dev.tollgate.openai.ModelRequest;
import dev.tollgate.openai.NativeRequest;
import java.util.Optional;

/**
 * One line of a batch, as its client wrote it.
 *
 * @param customId what the client finds its result by
 * @param nativeRequest the same in the words of the line's API; empty if that is OpenAI's chat, or has no other words
 */
public record BatchRequest(String customId, ModelRequest request, Optional<NativeRequest> nativeRequest) {

    /** The same line with the request that may leave. */
    public BatchRequest with(ModelRequest other, Optional<NativeRequest> otherNative) {
        return new BatchRequest(customId, other, otherNative);
    }
}
