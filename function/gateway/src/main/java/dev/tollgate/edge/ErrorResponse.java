package dev.tollgate.edge;

import dev.tollgate.call.ResponseSink.AttemptSummary;
import dev.tollgate.openai.GatewayException;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Map;

/**
 * The whole response of a request that failed before its head was sent. Every such response is made here, for endpoints,
 * filters, the HTTP server and the Lambda function.
 *
 * @param headers by their names in lower case
 * @param body the error document of the API that the client called
 */
public record ErrorResponse(int status, Map<String, String> headers, byte[] body) {
    static final String CONTENT_TYPE = "application/json";
    static final String REQUEST_ID = "x-request-id";

    static ErrorResponse of(GatewayException failure, List<AttemptSummary> attempts, ClientErrors client) {
        ErrorFormat format = client.format();
        return new ErrorResponse(
                format.status(failure),
                ErrorHeaders.of(failure, attempts, format),
                format.document(failure, client.requestId()));
    }

    /**
     * Sends it to the client of a call, or cuts a response whose head has been sent: its status cannot be taken back.
     *
     * @param attempts every target that was sent the request, in order
     */
    static void send(ClientConnection client, GatewayException failure, List<AttemptSummary> attempts) {
        if (client.committed()) {
            client.cut();
            return;
        }
        ErrorResponse response = of(failure, attempts, client.errors());
        client.respond(response.status(), CONTENT_TYPE, response.headers(), response.body());
    }

    /** Sends it to a client whose request has reached no endpoint. */
    public static void send(RoutingContext http, GatewayException failure) {
        ErrorResponse error = ClientErrors.of(http).response(failure);
        HttpServerResponse response = http.response().setStatusCode(error.status());
        error.headers().forEach(response::putHeader);
        response.end(Buffer.buffer(error.body()));
    }
}
