package dev.tollgate.edge;

import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.container.ContainerRequestContext;
import java.net.URI;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/** Serves the API without {@code /v1}, too. */
public class ApiPathFilter {

    @ServerRequestFilter(preMatching = true)
    void route(ContainerRequestContext request, RoutingContext http) {
        ApiPath path = ApiPath.of(http);
        if (path.completed()) {
            // Without the query: none of these endpoints has one.
            request.setRequestUri(URI.create(path.text()));
        }
    }
}
