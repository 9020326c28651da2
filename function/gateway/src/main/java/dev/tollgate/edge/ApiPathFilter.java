package dev.tollgate.edge;

import dev.tollgate.parse.UrlParser;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/** Leads requests to their endpoint, also those without {@code /v1}, and says which methods a path has. */
public class ApiPathFilter {
    private final ApiFormats formats;

    ApiPathFilter(ApiFormats formats) {
        this.formats = formats;
    }

    /** After the request has its id. */
    @ServerRequestFilter(preMatching = true, priority = Priorities.USER + 1)
    Optional<Response> route(ContainerRequestContext request, RoutingContext http) {
        ApiPath path = ApiPath.of(http);
        if (path.changed()) {
            UrlParser.path(path.encoded().withQuery(http.request().query())).ifPresent(request::setRequestUri);
        }
        return request.getMethod().equals("OPTIONS")
                ? formats.allowedMethods(http).map(ApiPathFilter::allowing)
                : Optional.empty();
    }

    private static Response allowing(String methods) {
        return Response.noContent().header(HttpHeaders.ALLOW, methods).build();
    }
}
