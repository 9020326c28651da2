package dev.tollgate.edge;

import dev.tollgate.openai.ErrorKind;
import dev.tollgate.openai.GatewayException;
import dev.tollgate.process.FatalErrors;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Gives every failure outside a chat answer OpenAI's shape: unknown paths, wrong methods, bad keys, bugs. */
public class GatewayExceptionMapper {
    private static final Logger LOG = Logger.getLogger(GatewayExceptionMapper.class);

    private final FatalErrors fatalErrors;

    GatewayExceptionMapper(FatalErrors fatalErrors) {
        this.fatalErrors = fatalErrors;
    }

    @ServerExceptionMapper
    Response failure(GatewayException failure, RoutingContext http) {
        if (failure.kind() == ErrorKind.INTERNAL && failure.getCause() != null) {
            log(failure.getCause(), http);
        }
        Response.ResponseBuilder response = Response.status(failure.kind().status())
                .type("application/json")
                .entity(ErrorBody.of(failure));
        ErrorHeaders.of(failure).forEach(response::header);
        if (failure.kind() == ErrorKind.METHOD_NOT_ALLOWED) {
            ApiPath.of(http).allowedMethods().ifPresent(methods -> response.header(HttpHeaders.ALLOW, methods));
        }
        return response.build();
    }

    @ServerExceptionMapper
    Response http(WebApplicationException failure, RoutingContext http) {
        String where = http.request().method() + " " + http.request().path();
        return failure(
                switch (failure.getResponse().getStatus()) {
                    case 404 -> new GatewayException(ErrorKind.NOT_FOUND, "There is nothing at " + where + ".");
                    case 405 -> new GatewayException(ErrorKind.METHOD_NOT_ALLOWED, where + " is not allowed.");
                    case 413 -> new GatewayException(ErrorKind.REQUEST_TOO_LARGE, "The request is too large.");
                    case 415 -> new GatewayException(ErrorKind.UNSUPPORTED_MEDIA_TYPE, "The body must be JSON.");
                    case 500 -> bug(failure, http);
                    default -> new GatewayException(ErrorKind.INVALID_VALUE, "The request cannot be understood.");
                },
                http);
    }

    @ServerExceptionMapper
    Response anything(Throwable bug, RoutingContext http) {
        fatalErrors.note(bug);
        return failure(bug(bug, http), http);
    }

    private static GatewayException bug(Throwable cause, RoutingContext http) {
        log(cause, http);
        return GatewayException.bug(null);
    }

    private static void log(Throwable cause, RoutingContext http) {
        LOG.errorf(cause, "request %s failed in the gateway itself", RequestId.of(http));
    }
}
