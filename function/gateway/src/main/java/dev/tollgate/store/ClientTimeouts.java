package dev.tollgate.store;

import java.time.Duration;

/**
 * How long AWS is waited for. The numbers' reasons are in docs/adr/0004.
 *
 * @param connect until a connection is there
 * @param attempt until one request is answered; then it is sent again
 * @param call all attempts together
 * @param tires whether nothing is sent again for a while after much of it was in vain
 */
record ClientTimeouts(Duration connect, Duration attempt, Duration call, boolean tires) {

    /** Every client of the gateway has this one; others are for tests. */
    static final ClientTimeouts GATEWAY =
            new ClientTimeouts(Duration.ofMillis(500), Duration.ofSeconds(1), Duration.ofSeconds(3), true);
}
