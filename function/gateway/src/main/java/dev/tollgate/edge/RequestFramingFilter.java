package dev.tollgate.edge;

import dev.tollgate.openai.ErrorKind;
import dev.tollgate.openai.GatewayException;
import io.netty.handler.codec.http.HttpMessageDecoderResult;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.WeakHashMap;

/**
 * Keeps a second request from hiding in the body of a first one: a proxy that goes by {@code Content-Length}, and a server that
 * goes by {@code Transfer-Encoding}, disagree about where the first one ends
 * (https://www.rfc-editor.org/rfc/rfc9112#section-6.1).
 *
 * <p>Netty removes the length from such a request before anybody can see it. So a request with {@code Transfer-Encoding} is the
 * last one on its connection, which is what the RFC demands of one with both.
 */
@Singleton
public class RequestFramingFilter {
    private static final int PRIORITY = 500;
    private static final int SHORTEST_LENGTH_HEADER = "Content-Length:0".length();

    private final Set<HttpConnection> closing =
            Collections.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));

    void register(@Observes Filters filters) {
        filters.register(this::handle, PRIORITY);
    }

    private void handle(RoutingContext http) {
        HttpServerRequest request = http.request();
        HttpConnection connection = request.connection();
        if (closing.contains(connection)) {
            connection.close();
        } else if (request.headers().contains("transfer-encoding")) {
            closing.add(connection);
            http.response().putHeader("connection", "close");
            http.addEndHandler(_ -> connection.close());
            if (hasLength(request)) {
                refuse(http);
            } else {
                http.next();
            }
        } else {
            http.next();
        }
    }

    /** Whether there is a length, or was one: then the head was longer than the headers that are left of it. */
    private static boolean hasLength(HttpServerRequest request) {
        return request.headers().contains("content-length")
                || (request.decoderResult() instanceof HttpMessageDecoderResult head
                        && head.headerSize() - left(request) >= SHORTEST_LENGTH_HEADER);
    }

    private static int left(HttpServerRequest request) {
        int size = 0;
        for (Map.Entry<String, String> header : request.headers()) {
            size += header.getKey().length() + ": ".length() + header.getValue().length();
        }
        return size;
    }

    private static void refuse(RoutingContext http) {
        GatewayException failure = GatewayException.of(
                ErrorKind.INVALID_VALUE,
                "Transfer-Encoding",
                "The request has both Content-Length and Transfer-Encoding: expected one of them.");
        ErrorResponse.send(http, failure);
    }
}
