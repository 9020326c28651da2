package dev.tollgate.lambda;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The HTTP request inside an event.
 *
 * @param format the payload format of the event, and of the response if it is buffered
 * @param target the encoded path and query
 * @param callerArn the AWS identity that signed the request, if the endpoint verifies signatures
 */
record EventRequest(
        PayloadFormat format,
        String method,
        String target,
        List<Header> headers,
        byte[] body,
        @Nullable String callerArn)
        implements LambdaEvent {

    /** An HTTP header; a name may occur several times. */
    record Header(String name, String value) {}

    /** The payload formats of API Gateway. REST APIs use version 1, HTTP APIs and function URLs version 2. */
    enum PayloadFormat {
        V1,
        V2
    }
}
