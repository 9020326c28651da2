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
            LOG.errorf(failure.getCause(), "request %s failed in the gateway itself", RequestId.of(http));
        }
        Response.ResponseBuilder response = Response.status(failure.kind().status())
                .type(ErrorResponse.CONTENT_TYPE)
                .entity(ErrorBody.of(failure));
        ErrorHeaders.of(failure).forEach(response::header);
        if (failure.kind() == ErrorKind.METHOD_NOT_ALLOWED) {
            ApiPath.of(http).allowedMethods().ifPresent(methods -> response.header(HttpHeaders.ALLOW, methods));
        }
        return response.build();
    }

    @ServerExceptionMapper
    Response http(WebApplicationException failure, RoutingContext http) {
        int status = failure.getResponse().getStatus();
        return failure(HttpStatusErrors.of(status, http.request(), failure), http);
    }

    @ServerExceptionMapper
    Response anything(Throwable bug, RoutingContext http) {
        fatalErrors.note(bug);
        return failure(GatewayException.bug(bug), http);
    }
}
