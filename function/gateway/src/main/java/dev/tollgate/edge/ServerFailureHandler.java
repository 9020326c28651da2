package dev.tollgate.edge;

import dev.tollgate.openai.ErrorKind;
import dev.tollgate.openai.GatewayException;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.List;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Gives every failure outside of an endpoint the form of the client's API: paths that are no paths, bodies above the server's bound, and what a
 * filter throws. Quarkus would send its own JSON, or nothing at all.
 */
@Singleton
public class ServerFailureHandler {
    private static final Logger LOG = Logger.getLogger(ServerFailureHandler.class);

    /** Before Quarkus' own failure handler. */
    private static final int ORDER = Integer.MIN_VALUE / 2;

    /**
     * How Vert.x fails a request that meets no route, because of its path or because the path cannot be read. No others, because each
     * registration copies those before it: 200 of them took a tenth of a cold start.
     */
    private static final List<Integer> WITHOUT_ROUTE = List.of(400, 404, 405, 406, 415, 500);

    void register(@Observes Router router) {
        router.route().order(ORDER).failureHandler(this::handle);
        WITHOUT_ROUTE.forEach(status -> router.errorHandler(status, this::handle));
    }

    private void handle(RoutingContext http) {
        if (http.response().closed() || http.response().ended()) {
            return;
        }
        GatewayException failure = failure(http.statusCode(), http.failure(), http);
        if (failure.kind() == ErrorKind.INTERNAL) {
            LOG.errorf(failure.getCause(), "request %s failed in the HTTP server", RequestId.of(http));
        }
        if (http.response().headWritten()) {
            http.request().connection().close();
        } else {
            ErrorResponse.send(http, failure);
        }
    }

    private static GatewayException failure(int status, @Nullable Throwable thrown, RoutingContext http) {
        if (http.request().authority() == null) {
            return GatewayException.of(
                    ErrorKind.INVALID_VALUE, "Host", "Invalid value for 'Host': expected a host with its port.");
        }
        return thrown instanceof GatewayException failure
                ? failure
                : HttpStatusErrors.of(status < 400 ? 500 : status, http, thrown);
    }
}
