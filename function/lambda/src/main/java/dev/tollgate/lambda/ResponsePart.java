package dev.tollgate.lambda;

import dev.tollgate.lambda.EventRequest.Header;
import java.util.List;

/** A piece of the gateway's response: {@code Head → Bytes* → End}, or {@code Broken} at any point. */
sealed interface ResponsePart {

    /** The first of them. */
    record Head(int status, List<Header> headers) implements ResponsePart {
        /** The header's first value, or an empty text. */
        String first(String name) {
            return headers.stream()
                    .filter(header -> header.name().equalsIgnoreCase(name))
                    .map(Header::value)
                    .findFirst()
                    .orElse("");
        }
    }

    /** A part of the body. */
    record Bytes(byte[] bytes) implements ResponsePart {}

    /** The response is complete. */
    record End() implements ResponsePart {}

    /** The response will never be complete. */
    record Broken() implements ResponsePart {}

    /** Nothing came for as long as one was willing to wait. */
    record Silence() implements ResponsePart {}
}
