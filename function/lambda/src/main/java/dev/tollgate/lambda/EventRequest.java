package dev.tollgate.lambda;

import java.util.List;

/**
 * The HTTP request inside an event.
 *
 * @param form how the answer must look, where it is not streamed
 * @param target path and query, encoded
 * @param sourceIp the caller's address, or null
 */
record EventRequest(Form form, String method, String target, List<Header> headers, byte[] body, String sourceIp)
        implements LambdaEvent {

    /** A field of the head; a name may come several times. */
    record Header(String name, String value) {}

    /** The payload formats of API Gateway; a function URL has the second. */
    enum Form {
        V1,
        V2
    }
}
