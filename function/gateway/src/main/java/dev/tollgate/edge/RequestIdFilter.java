package dev.tollgate.edge;

import io.vertx.ext.web.RoutingContext;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/** Names every response {@code x-request-id}, whatever becomes of the request. */
public class RequestIdFilter {

    @ServerRequestFilter(preMatching = true)
    void name(RoutingContext http) {
        http.response().putHeader("x-request-id", RequestId.of(http));
    }
}
