package dev.tollgate.edge;

import dev.tollgate.call.Incoming;
import dev.tollgate.openai.ModelRequest;
import io.vertx.ext.web.RoutingContext;
import java.time.Clock;
import java.util.function.Supplier;

/** One HTTP request that asks a model: who carries it, who waits for its answer, and until when. */
final class Visit {
    private final RoutingContext http;
    private final Clock clock;
    private final Carrier carrier;
    private final Client client;

    Visit(RoutingContext http, Clock clock) {
        this.http = http;
        this.clock = clock;
        this.carrier = Carrier.of(http);
        this.client = new Client(http);
    }

    Carrier carrier() {
        return carrier;
    }

    Client client() {
        return client;
    }

    /** What arrives now; the request is read when it is asked for, and not before. */
    <R extends ModelRequest> Incoming<R> incoming(Supplier<R> request) {
        return new Incoming<>(
                RequestId.of(http),
                clock.instant(),
                carrier.stopAt(),
                http.request().getHeader("authorization"),
                // Sent twice, it is one wish in two parts.
                String.join(";", http.request().headers().getAll("x-tollgate-route")),
                request);
    }

    String contentType() {
        return http.request().getHeader("content-type");
    }

    /** Runs the call. Returns when it is settled, and its response on its way. */
    void serve(Runnable call) {
        carrier.begun();
        try {
            call.run();
            client.awaitSent();
        } finally {
            carrier.settled();
        }
    }
}
