package dev.tollgate.lambda;

import dev.tollgate.edge.ErrorResponse;
import dev.tollgate.lambda.EventRequest.Header;
import java.util.List;

/** A part of the gateway's response: {@code Head → Bytes* → End}, with {@code Broken} at any point. */
sealed interface ResponsePart {

    /** The status and the headers, which come first. */
    record Head(int status, List<Header> headers) implements ResponsePart {
        static Head of(ErrorResponse error) {
            return new Head(
                    error.status(),
                    error.headers().entrySet().stream()
                            .map(header -> new Header(header.getKey(), header.getValue()))
                            .toList());
        }

        /** Returns the first value of a header, or an empty string. */
        String first(String name) {
            return headers.stream()
                    .filter(header -> header.name().equalsIgnoreCase(name))
                    .map(Header::value)
                    .findFirst()
                    .orElse("");
        }
    }

    /** Some bytes of the body. */
    record Bytes(byte[] bytes) implements ResponsePart {}

    /** The response is complete. */
    record End() implements ResponsePart {}

    /** The response ended early. */
    record Broken() implements ResponsePart {}

    /** No part arrived within the timeout. */
    record TimedOut() implements ResponsePart {}
}
