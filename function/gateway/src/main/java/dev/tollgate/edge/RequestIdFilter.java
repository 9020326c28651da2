package dev.tollgate.edge;

import io.vertx.ext.web.RoutingContext;
import java.time.Clock;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/** Names every response {@code x-request-id}, whatever becomes of the request. */
public class RequestIdFilter {
    private final Clock clock;

    RequestIdFilter(Clock clock) {
        this.clock = clock;
    }

    @ServerRequestFilter(preMatching = true)
    void name(RoutingContext http) {
        http.response().putHeader("x-request-id", RequestId.arrives(http, clock.instant()));
    }
}
