package dev.tollgate.edge;

import dev.tollgate.openai.ErrorKind;
import dev.tollgate.openai.GatewayException;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.stream.IntStream;
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

    void register(@Observes Router router) {
        router.route().order(ORDER).failureHandler(this::handle);
        // A request whose path cannot be read meets no route.
        IntStream.range(400, 600).forEach(status -> router.errorHandler(status, this::handle));
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
