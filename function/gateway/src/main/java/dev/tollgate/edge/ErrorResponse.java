package dev.tollgate.edge;

import dev.tollgate.call.ResponseSink.AttemptSummary;
import dev.tollgate.openai.GatewayException;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.time.Instant;
import java.util.LinkedHashMap;
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

    private static ErrorResponse of(
            GatewayException failure, List<AttemptSummary> attempts, ErrorFormat format, String requestId) {
        return new ErrorResponse(
                format.status(failure),
                ErrorHeaders.of(failure, attempts, format),
                format.document(failure, requestId));
    }

    /** The response of a request that no HTTP server has seen, so that it gets its id here. */
    public static ErrorResponse unserved(GatewayException failure, Instant now) {
        String requestId = RequestId.create(now);
        ErrorResponse response = of(failure, List.of(), ErrorFormat.OPENAI, requestId);
        Map<String, String> headers = new LinkedHashMap<>(response.headers());
        headers.put("content-type", CONTENT_TYPE);
        headers.put(REQUEST_ID, requestId);
        return new ErrorResponse(response.status(), headers, response.body());
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
        ErrorResponse response = of(failure, attempts, client.errors(), client.requestId());
        client.respond(response.status(), CONTENT_TYPE, response.headers(), response.body());
    }

    /** Sends it to a client whose request has reached no endpoint. */
    public static void send(RoutingContext http, GatewayException failure) {
        String requestId = RequestId.of(http);
        ErrorResponse error = of(failure, List.of(), ErrorFormat.of(http), requestId);
        HttpServerResponse response = http.response().setStatusCode(error.status());
        error.headers().forEach(response::putHeader);
        response.putHeader("content-type", CONTENT_TYPE)
                .putHeader(REQUEST_ID, requestId)
                .end(Buffer.buffer(error.body()));
    }
}
