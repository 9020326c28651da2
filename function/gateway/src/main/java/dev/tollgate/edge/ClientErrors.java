package dev.tollgate.edge;

import dev.tollgate.openai.GatewayException;
import io.vertx.ext.web.RoutingContext;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The errors of one request, as its client reads them.
 *
 * @param format the words of the API that the client called
 * @param requestId which some APIs have in their errors
 */
public record ClientErrors(ErrorFormat format, String requestId) {

    static ClientErrors of(RoutingContext http) {
        return new ClientErrors(ErrorFormat.of(http), RequestId.of(http));
    }

    /** For a request that no HTTP server has seen: it gets its id here, and OpenAI's words. */
    public static ClientErrors unserved(Instant now) {
        return new ClientErrors(ErrorFormat.OPENAI, RequestId.create(now));
    }

    /** The whole response, which nothing was sent before. */
    public ErrorResponse response(GatewayException failure) {
        ErrorResponse response = ErrorResponse.of(failure, List.of(), this);
        Map<String, String> headers = new LinkedHashMap<>(response.headers());
        headers.put("content-type", ErrorResponse.CONTENT_TYPE);
        headers.put(ErrorResponse.REQUEST_ID, requestId);
        return new ErrorResponse(response.status(), headers, response.body());
    }

    /** The last event of a stream that cannot go on. */
    public byte[] event(GatewayException failure) {
        return format.event(failure, requestId);
    }
}
