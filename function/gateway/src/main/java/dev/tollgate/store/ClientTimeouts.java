package dev.tollgate.store;

import dev.tollgate.store.wire.CallBounds;
import java.time.Duration;

/**
 * The time-outs of calls to AWS. ADR 4 explains the numbers, and ADR 34 the last one.
 *
 * @param connect for a new connection
 * @param attempt for one request, which is then sent again
 * @param call for all attempts together
 * @param retryCircuitBreaker whether the SDK stops sending requests again for a while after many failed
 * @param maxIdle the longest pause after which open connections are used again
 */
record ClientTimeouts(
        Duration connect, Duration attempt, Duration call, boolean retryCircuitBreaker, Duration maxIdle) {

    /** The time-outs of DynamoDB's clients in the gateway; only tests use others. */
    static final ClientTimeouts GATEWAY = new ClientTimeouts(
            Duration.ofMillis(500), Duration.ofSeconds(1), Duration.ofSeconds(3), true, Duration.ofSeconds(30));

    /** The time-outs of writing prompts. A call ends only after that, although its client has its answer. */
    static final ClientTimeouts PROMPTS = new ClientTimeouts(
            GATEWAY.connect(), Duration.ofSeconds(2), Duration.ofSeconds(5), false, GATEWAY.maxIdle());

    /**
     * The time-outs of clients that read secrets. Each attempt may have to wait for KMS.
     *
     * @param call for all attempts together
     */
    static ClientTimeouts secrets(Duration call) {
        return new ClientTimeouts(GATEWAY.connect(), Duration.ofSeconds(2), call, false, GATEWAY.maxIdle());
    }

    ClientTimeouts withMaxIdle(Duration longest) {
        return new ClientTimeouts(connect, attempt, call, retryCircuitBreaker, longest);
    }

    CallBounds bounds() {
        return new CallBounds(connect, attempt, call, maxIdle);
    }
}
