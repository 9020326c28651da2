package dev.tollgate.edge;

import io.quarkus.vertx.http.runtime.filters.Filters;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Clock;

/** Names every response {@code x-request-id}, whatever becomes of the request. */
@Singleton
public class RequestIdFilter {
    /** Before all other filters, which refuse requests. */
    private static final int PRIORITY = 1_000;

    private final Clock clock;

    RequestIdFilter(Clock clock) {
        this.clock = clock;
    }

    void register(@Observes Filters filters) {
        filters.register(
                http -> {
                    http.response().putHeader(ErrorResponse.REQUEST_ID, RequestId.arrives(http, clock.instant()));
                    http.next();
                },
                PRIORITY);
    }
}
