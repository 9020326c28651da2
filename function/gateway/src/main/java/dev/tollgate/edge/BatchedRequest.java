package dev.tollgate.edge;

import dev.tollgate.openai.ModelRequest;
import dev.tollgate.openai.NativeRequest;
import java.util.Optional;

/**
 * What one line of a batch requests.
 *
 * @param nativeRequest the same in the words of the line's API; empty if that is OpenAI's chat, or has no other words
 */
public record BatchedRequest(ModelRequest request, Optional<NativeRequest> nativeRequest) {

    /** A request in no other words. */
    public static BatchedRequest of(ModelRequest request) {
        return new BatchedRequest(request, Optional.empty());
    }
}
