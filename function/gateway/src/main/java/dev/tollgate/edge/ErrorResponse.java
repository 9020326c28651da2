package dev.tollgate.edge;

import dev.tollgate.call.ResponseSink.AttemptSummary;
import dev.tollgate.openai.GatewayException;
import java.util.List;

/** The whole response of a request that failed before its head was sent. */
final class ErrorResponse {
    private ErrorResponse() {}

    /**
     * Sends it, or cuts a response whose head has been sent: its status cannot be taken back.
     *
     * @param attempts every target that was sent the request, in order
     */
    static void send(ClientConnection client, GatewayException failure, List<AttemptSummary> attempts) {
        if (client.committed()) {
            client.cut();
            return;
        }
        client.respond(
                failure.kind().status(), "application/json", ErrorHeaders.of(failure, attempts), ErrorBody.of(failure));
    }
}
