package dev.tollgate.bill;

import java.time.Instant;
import java.util.function.Predicate;

/** Port: finds pending records past their deadline, which gateways that died have left. */
public interface StalePendingRecords {

    /**
     * Passes on the records whose deadline is before this instant. The view may be slightly outdated: some may be
     * settled by now, and the newest may be missing.
     *
     * @param goOn receives a record, and ends the iteration by returning false
     * @throws dev.tollgate.openai.GatewayException {@code STORE_UNAVAILABLE}
     */
    void forEachBefore(Instant deadline, Predicate<StalePendingRecord> goOn);

    /**
     * Marks a record as abandoned and releases what its request had reserved, in one atomic step.
     *
     * @return false if the record is no longer pending, so that nothing changed
     * @throws dev.tollgate.openai.GatewayException {@code STORE_UNAVAILABLE}
     */
    boolean abandon(StalePendingRecord found);
}
