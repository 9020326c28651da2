package dev.tollgate.store;

import dev.tollgate.limit.Ceiling;
import dev.tollgate.limit.Demand;
import java.time.Instant;

/**
 * What shall be taken from a key's limits.
 *
 * @param number of the grant, if it is granted
 */
record Take(String keyId, Ceiling ceiling, Demand demand, Instant deadline, long number) {

    /** The most that may be used already. */
    Demand most() {
        return ceiling.before(demand);
    }
}
