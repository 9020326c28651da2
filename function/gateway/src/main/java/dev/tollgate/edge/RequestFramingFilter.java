package dev.tollgate.edge;

import dev.tollgate.openai.ErrorKind;
import dev.tollgate.openai.GatewayException;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.List;

/**
 * Refuses a body in a transfer coding that nobody here decodes, and closes the connection, because where such a body ends is a
 * matter of opinion (https://www.rfc-editor.org/rfc/rfc9112#section-6.1).
 *
 * <p>Netty itself refuses what is ambiguous: a request with {@code Content-Length}, too, one whose last coding is not
 * {@code chunked}, and one of HTTP/1.0.
 */
@Singleton
public class RequestFramingFilter {
    private static final int PRIORITY = 500;

    void register(@Observes Filters filters) {
        filters.register(this::handle, PRIORITY);
    }

    private void handle(RoutingContext http) {
        HttpServerRequest request = http.request();
        List<String> codings = request.headers().getAll("transfer-encoding");
        if (codings.stream().allMatch("chunked"::equalsIgnoreCase)) {
            http.next();
        } else {
            http.response().putHeader("connection", "close");
            http.addEndHandler(_ -> request.connection().close());
            ErrorResponse.send(
                    http,
                    GatewayException.of(
                            ErrorKind.INVALID_VALUE,
                            "Transfer-Encoding",
                            "Invalid value for 'Transfer-Encoding': expected chunked and nothing else."));
        }
    }
}
