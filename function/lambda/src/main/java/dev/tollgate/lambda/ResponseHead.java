package dev.tollgate.lambda;

import dev.tollgate.edge.ErrorResponse;
import dev.tollgate.lambda.EventRequest.Header;
import java.util.List;

/** The status and the headers of a response. */
record ResponseHead(int status, List<Header> headers) {

    /** The head of an error. */
    static ResponseHead of(ErrorResponse error) {
        return new ResponseHead(
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
