package dev.tollgate.openai;

import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * What one line of a batch requests.
 *
 * @param nativeRequest the same in the words of the line's API; empty if that is OpenAI's chat, or has no other words
 * @param names the client's name of a field of the request
 */
public record LineRequest(ModelRequest request, Optional<NativeRequest> nativeRequest, UnaryOperator<String> names) {

    /** A request in no other words. */
    public static LineRequest of(ModelRequest request) {
        return new LineRequest(request, Optional.empty(), UnaryOperator.identity());
    }
}
