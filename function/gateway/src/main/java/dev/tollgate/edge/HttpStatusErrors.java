package dev.tollgate.edge;

import dev.tollgate.openai.ErrorKind;
import dev.tollgate.openai.GatewayException;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import org.jspecify.annotations.Nullable;

/** The errors for statuses with which the HTTP server, or what runs in it, refuses a request. */
final class HttpStatusErrors {
    private HttpStatusErrors() {}

    /**
     * The error for this status.
     *
     * @param cause what was thrown, for the log; absent where nothing was
     */
    static GatewayException of(int status, RoutingContext http, @Nullable Throwable cause) {
        HttpServerRequest request = http.request();
        String where = request.method() + " " + request.path();
        return switch (status) {
            case 404 ->
                ErrorFormat.of(http)
                        .unserved(request.path())
                        .orElseGet(
                                () -> new GatewayException(ErrorKind.NOT_FOUND, "There is nothing at " + where + "."));
            case 405 -> new GatewayException(ErrorKind.METHOD_NOT_ALLOWED, where + " is not allowed.");
            case 413 -> new GatewayException(ErrorKind.REQUEST_TOO_LARGE, "The request is too large.");
            case 414 -> new GatewayException(ErrorKind.URI_TOO_LONG, "The path and the query are too long.");
            case 415 -> new GatewayException(ErrorKind.UNSUPPORTED_MEDIA_TYPE, "The body must be JSON.");
            case 431 -> new GatewayException(ErrorKind.HEADERS_TOO_LARGE, "The headers are too large.");
            default ->
                status < 500
                        ? new GatewayException(ErrorKind.INVALID_VALUE, "The request cannot be understood.")
                        : GatewayException.bug(cause);
        };
    }
}
