package dev.tollgate.store;

import dev.tollgate.limit.Demand;
import dev.tollgate.limit.Share;
import java.time.Instant;

/**
 * What shall be taken from a share.
 *
 * @param number of the grant, if it is granted
 */
record Take(Share share, Demand demand, Instant deadline, long number) {

    /** What it is counted under. */
    String counter() {
        return share.counter();
    }

    /** The most that may be used already. */
    Demand most() {
        return share.part().before(demand);
    }
}
