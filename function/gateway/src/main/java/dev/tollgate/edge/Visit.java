package dev.tollgate.edge;

import dev.tollgate.call.Idempotent;
import dev.tollgate.call.Incoming;
import dev.tollgate.openai.ModelRequest;
import io.vertx.ext.web.RoutingContext;
import java.io.InputStream;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Supplier;

/** One HTTP request that asks a model: who carries it, who waits for its answer, and until when. */
final class Visit {
    private final RoutingContext http;
    private final Clock clock;
    private final Carrier carrier;
    private final Client client;
    private final Optional<IdempotentVisit> idempotent;

    Visit(RoutingContext http, Clock clock) {
        this.http = http;
        this.clock = clock;
        this.carrier = Carrier.of(http);
        this.client = new Client(http);
        this.idempotent = Optional.ofNullable(http.request().getHeader(IdempotentVisit.HEADER))
                .map(key -> new IdempotentVisit(
                        key, http.request().path() + "\n" + preference(), RequestId.of(http), client));
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
                preference(),
                idempotent.map(Idempotent.class::cast),
                request);
    }

    /** The request's body, to be read once. */
    InputStream body(InputStream body) {
        return idempotent.map(visit -> visit.digesting(body)).orElse(body);
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

    /** Sent twice, it is one wish in two parts. */
    private String preference() {
        return String.join(";", http.request().headers().getAll("x-tollgate-route"));
    }
}
