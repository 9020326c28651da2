package dev.tollgate.edge;

import dev.tollgate.openai.GatewayException;
import io.quarkus.vertx.http.runtime.QuarkusHttpHeaders;
import io.vertx.ext.web.RoutingContext;
import java.time.Instant;
import java.util.Optional;

/**
 * The lifecycle of the invocation that a request belongs to, if that is more than a socket: it may stop the process at a set time, and
 * freeze it as soon as nothing seems to run.
 */
public interface InvocationLifecycle {
    /** A plain connection: it sets no time and freezes nothing. */
    InvocationLifecycle CONNECTION = new InvocationLifecycle() {
        @Override
        public Optional<String> id() {
            return Optional.empty();
        }

        @Override
        public Instant stopAt() {
            return Instant.MAX;
        }

        @Override
        public long maxResponseBytes() {
            return Long.MAX_VALUE;
        }

        @Override
        public void arrived(ClientErrors errors) {}

        @Override
        public void started() {}

        @Override
        public void cut(GatewayException failure) {}

        @Override
        public void settled() {}
    };

    /** Its name, for the log; empty if it has none. */
    Optional<String> id();

    /** When the response must be over; {@link Instant#MAX} if no time is set. */
    Instant stopAt();

    /** How large the response may be as a string in a JSON document; {@link Long#MAX_VALUE} if nothing limits it. */
    long maxResponseBytes();

    /**
     * A request has arrived.
     *
     * @param errors how its client reads a failure that is the invocation's own
     */
    void arrived(ClientErrors errors);

    /** A call has started. It goes on beyond its last byte until {@link #settled()}. */
    void started();

    /** The response fails after its head. Reported before its last byte, because its status cannot say so. */
    void cut(GatewayException failure);

    /** Nothing of the call runs any more. */
    void settled();

    /** The lifecycle of this request. It travels separately from the headers, so that no client can send its own. */
    static InvocationLifecycle of(RoutingContext http) {
        if (http.request().headers() instanceof QuarkusHttpHeaders headers) {
            InvocationLifecycle lifecycle = headers.getContextObject(InvocationLifecycle.class);
            return lifecycle == null ? CONNECTION : lifecycle;
        }
        return CONNECTION;
    }
}
