package dev.tollgate.edge;

import dev.tollgate.call.ResponseSink.AttemptSummary;
import dev.tollgate.openai.GatewayException;
import java.util.List;

/** The whole response of a request that failed before its head was sent. */
final class ErrorResponse {
    private ErrorResponse() {}

    /**
     * Sends it.
     *
     * @param attempts every target that was sent the request, in order
     */
    static void send(ClientConnection client, GatewayException failure, List<AttemptSummary> attempts) {
        client.respond(
                failure.kind().status(), "application/json", ErrorHeaders.of(failure, attempts), ErrorBody.of(failure));
    }
}
