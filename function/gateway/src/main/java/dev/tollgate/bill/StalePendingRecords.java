package dev.tollgate.bill;

import java.time.Instant;
import java.util.function.Predicate;

/** Port: finds requests in flight past their deadline, which gateways that died have left. */
public interface StalePendingRecords {

    /**
     * Passes on the requests whose deadline is before this instant. The view may be slightly outdated: some may be
     * settled by now, and the newest may be missing.
     *
     * @param goOn receives a record, and ends the iteration by returning false
     * @throws dev.tollgate.openai.GatewayException {@code STORE_UNAVAILABLE}
     */
    void forEachBefore(Instant deadline, Predicate<StalePendingRecord> goOn);

    /**
     * Writes that a request was abandoned, and releases what it had reserved. May be repeated after a failure.
     *
     * @return false if it has ended, or was abandoned already
     * @throws dev.tollgate.openai.GatewayException {@code STORE_UNAVAILABLE}
     */
    boolean abandon(StalePendingRecord found);
}
