package dev.tollgate.edge;

import dev.tollgate.call.IncomingCall;
import dev.tollgate.idempotency.IdempotentCall;
import dev.tollgate.openai.ModelRequest;
import io.vertx.ext.web.RoutingContext;
import java.io.InputStream;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Supplier;

/** One HTTP request that asks a model: who carries it, who waits for its answer, and until when. */
final class HttpCall {
    private final RoutingContext http;
    private final Clock clock;
    private final InvocationLifecycle invocationLifecycle;
    private final ClientConnection client;
    private final Optional<IdempotentHttpCall> idempotent;

    HttpCall(RoutingContext http, Clock clock) {
        this.http = http;
        this.clock = clock;
        this.invocationLifecycle = InvocationLifecycle.of(http);
        this.client = new ClientConnection(http);
        this.idempotent = Optional.ofNullable(http.request().getHeader(IdempotentHttpCall.HEADER))
                .map(key -> new IdempotentHttpCall(
                        key, http.request().path() + "\n" + preference(), RequestId.of(http), client));
    }

    InvocationLifecycle invocationLifecycle() {
        return invocationLifecycle;
    }

    ClientConnection client() {
        return client;
    }

    /** What arrives now; the request is read when it is asked for, and not before. */
    <R extends ModelRequest> IncomingCall<R> incomingCall(Supplier<R> request) {
        return new IncomingCall<>(
                RequestId.of(http),
                clock.instant(),
                invocationLifecycle.stopAt(),
                http.request().getHeader("authorization"),
                preference(),
                idempotent.map(IdempotentCall.class::cast),
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
        invocationLifecycle.begun();
        try {
            call.run();
            client.awaitSent();
        } finally {
            invocationLifecycle.settled();
        }
    }

    /** Sent twice, it is one wish in two parts. */
    private String preference() {
        return String.join(";", http.request().headers().getAll("x-tollgate-route"));
    }
}
