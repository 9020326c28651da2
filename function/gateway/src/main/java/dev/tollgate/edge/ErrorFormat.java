package dev.tollgate.edge;

import dev.tollgate.openai.GatewayException;
import io.vertx.ext.web.RoutingContext;
import java.util.Map;
import java.util.Optional;

/** How the API that the client called words its errors. */
public interface ErrorFormat {

    /** The status of a whole response. */
    default int status(GatewayException failure) {
        return failure.kind().status();
    }

    /** The headers that only this API has, in addition to the gateway's own. */
    default Map<String, String> headers(GatewayException failure) {
        return Map.of();
    }

    /** The body of a whole response. */
    byte[] document(GatewayException failure, String requestId);

    /** The last event of a stream that cannot go on. */
    byte[] event(GatewayException failure, String requestId);

    /** The error for an endpoint that this API has, and the gateway does not serve; empty for other paths. */
    default Optional<GatewayException> unserved(String path) {
        return UnservedEndpoints.at(path);
    }

    /** OpenAI's words. */
    ErrorFormat OPENAI = new ErrorFormat() {
        @Override
        public byte[] document(GatewayException failure, String requestId) {
            return ErrorBody.of(failure);
        }

        @Override
        public byte[] event(GatewayException failure, String requestId) {
            return ServerSentEvents.error(failure);
        }
    };

    /** The words for this request: OpenAI's unless it has called another API. */
    static ErrorFormat of(RoutingContext http) {
        ErrorFormat other = http.get(ErrorFormat.class.getName());
        return other == null ? OPENAI : other;
    }

    /** From here on, errors of this request have these words. */
    static void choose(RoutingContext http, ErrorFormat format) {
        http.put(ErrorFormat.class.getName(), format);
    }
}
