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

/** Gives every failure outside an answer the form of the client's API: unknown paths, wrong methods, bad keys, bugs. */
public class GatewayExceptionMapper {
    private static final Logger LOG = Logger.getLogger(GatewayExceptionMapper.class);

    private final ApiFormats formats;
    private final FatalErrors fatalErrors;

    GatewayExceptionMapper(ApiFormats formats, FatalErrors fatalErrors) {
        this.formats = formats;
        this.fatalErrors = fatalErrors;
    }

    @ServerExceptionMapper
    Response failure(GatewayException failure, RoutingContext http) {
        if (failure.kind() == ErrorKind.INTERNAL && failure.getCause() != null) {
            LOG.errorf(failure.getCause(), "request %s failed in the gateway itself", RequestId.of(http));
        }
        ErrorFormat format = ErrorFormat.of(http);
        Response.ResponseBuilder response = Response.status(format.status(failure))
                .type(ErrorResponse.CONTENT_TYPE)
                .entity(format.document(failure, RequestId.of(http)));
        ErrorHeaders.of(failure, format).forEach(response::header);
        if (failure.kind() == ErrorKind.METHOD_NOT_ALLOWED) {
            formats.allowedMethods(http).ifPresent(methods -> response.header(HttpHeaders.ALLOW, methods));
        }
        return response.build();
    }

    @ServerExceptionMapper
    Response http(WebApplicationException failure, RoutingContext http) {
        int status = failure.getResponse().getStatus();
        return failure(HttpStatusErrors.of(status, http, failure), http);
    }

    @ServerExceptionMapper
    Response anything(Throwable bug, RoutingContext http) {
        fatalErrors.note(bug);
        return failure(GatewayException.bug(bug), http);
    }
}
