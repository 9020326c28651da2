package dev.tollgate.edge;

import dev.tollgate.openai.GatewayException;
import io.quarkus.vertx.http.runtime.QuarkusHttpHeaders;
import io.vertx.ext.web.RoutingContext;
import java.time.Instant;

/**
 * What carries one request to the gateway, where that is more than a socket: it may stop the process at a set time, and
 * freeze it as soon as it believes that nothing goes on any more.
 */
public interface InvocationLifecycle {
    /** A plain connection: sets no time, and nothing is frozen. */
    InvocationLifecycle CONNECTION = new InvocationLifecycle() {
        @Override
        public Instant stopAt() {
            return Instant.MAX;
        }

        @Override
        public void begun() {}

        @Override
        public void cut(GatewayException failure) {}

        @Override
        public void settled() {}
    };

    /** When the answer must be over; {@link Instant#MAX} where no time is set. */
    Instant stopAt();

    /** A call has begun, and goes on beyond its last byte until {@link #settled()}. */
    void begun();

    /** The answer fails behind its head: told before its last byte, because no status can tell it. */
    void cut(GatewayException failure);

    /** Nothing of the call goes on any more. */
    void settled();

    /** This request's; it travels beside the headers, so that no client can bring its own. */
    static InvocationLifecycle of(RoutingContext http) {
        if (http.request().headers() instanceof QuarkusHttpHeaders headers) {
            InvocationLifecycle invocationLifecycle = headers.getContextObject(InvocationLifecycle.class);
            return invocationLifecycle == null ? CONNECTION : invocationLifecycle;
        }
        return CONNECTION;
    }
}
