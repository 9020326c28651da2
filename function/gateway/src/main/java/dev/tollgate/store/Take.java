package dev.tollgate.store;

import dev.tollgate.limit.Ceiling;
import dev.tollgate.limit.Demand;
import java.time.Instant;

/** What shall be taken from a key's limits. */
record Take(String keyId, Ceiling ceiling, Demand demand, Instant deadline) {

    /** The most that may be used already. */
    Demand most() {
        return ceiling.before(demand);
    }
}
