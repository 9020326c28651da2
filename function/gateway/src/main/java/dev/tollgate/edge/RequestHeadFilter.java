package dev.tollgate.edge;

import dev.tollgate.config.GatewayConfig;
import dev.tollgate.openai.ErrorKind;
import dev.tollgate.openai.GatewayException;
import dev.tollgate.parse.NumberParser;
import dev.tollgate.parse.UrlParser;
import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Refuses heads of requests that the HTTP server reads and nothing behind it should. */
@Singleton
public class RequestHeadFilter {
    /** After the request has its id. */
    private static final int PRIORITY = 900;

    private static final String HOST = "Host";

    private final int maxUriBytes;
    private final int maxHeaderBytes;
    private final long maxBodyBytes;

    /**
     * Creates the filter.
     *
     * @param maxBodySize the bound of the HTTP server, which refuses larger bodies without saying why
     */
    RequestHeadFilter(
            GatewayConfig config,
            @ConfigProperty(name = "quarkus.http.limits.max-body-size", defaultValue = "10M") MemorySize maxBodySize) {
        this.maxUriBytes = config.request().maxUriBytes();
        this.maxHeaderBytes = config.request().maxHeaderBytes();
        this.maxBodyBytes = maxBodySize.asLongValue();
    }

    void register(@Observes Filters filters) {
        filters.register(this::handle, PRIORITY);
    }

    private void handle(RoutingContext http) {
        refusal(http.request())
                .ifPresentOrElse(
                        failure -> {
                            closeAfterwards(http);
                            ErrorResponse.send(http, failure);
                        },
                        http::next);
    }

    /** Otherwise the server would read the body that is refused. On HTTP/2, it resets the stream by itself. */
    private static void closeAfterwards(RoutingContext http) {
        if (http.request().version() != HttpVersion.HTTP_2) {
            http.response().putHeader("connection", "close");
            http.addEndHandler(_ -> http.request().connection().close());
        }
    }

    private Optional<GatewayException> refusal(HttpServerRequest request) {
        if (request.version() == null) {
            return Optional.of(new GatewayException(
                    ErrorKind.HTTP_VERSION_NOT_SUPPORTED, "The gateway supports HTTP/1.1 and HTTP/2."));
        }
        if (request.uri().length() > maxUriBytes) {
            return Optional.of(new GatewayException(
                    ErrorKind.URI_TOO_LONG, "The path and the query are longer than " + maxUriBytes + " bytes."));
        }
        if (size(request) > maxHeaderBytes) {
            return Optional.of(new GatewayException(
                    ErrorKind.HEADERS_TOO_LARGE, "The headers are larger than " + maxHeaderBytes + " bytes."));
        }
        if (!UrlParser.isUri(request.uri())) {
            return Optional.of(new GatewayException(
                    ErrorKind.INVALID_VALUE, "The path or the query has characters that must be percent-encoded."));
        }
        if (length(request) > maxBodyBytes) {
            return Optional.of(new GatewayException(
                    ErrorKind.REQUEST_TOO_LARGE, "The request is larger than " + maxBodyBytes + " bytes."));
        }
        return request.headers().getAll(HOST).size() > 1
                ? Optional.of(GatewayException.of(
                        ErrorKind.INVALID_VALUE, HOST, "Invalid value for 'Host': expected one host with its port."))
                : Optional.empty();
    }

    /** What the body claims to have. A body without this header is bounded where it is read. */
    private static long length(HttpServerRequest request) {
        return NumberParser.whole(request.getHeader("content-length"), 0, Long.MAX_VALUE)
                .orElse(0);
    }

    private static int size(HttpServerRequest request) {
        int size = 0;
        for (Map.Entry<String, String> header : request.headers()) {
            size += header.getKey().length() + ": ".length() + header.getValue().length() + "\r\n".length();
        }
        return size;
    }
}
