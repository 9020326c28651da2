package dev.tollgate.bill;

import java.time.Instant;
import java.util.function.Predicate;

/** Port: the records that are pending. All but those of requests under way were left by environments that died. */
public interface StalePendingRecords {

    /**
     * Shows those whose deadline is before this instant. It may be a moment behind: some may be settled by now, and the
     * newest may be missing.
     *
     * @param goOn false ends it
     * @throws dev.tollgate.openai.GatewayException {@code STORE_UNAVAILABLE}
     */
    void before(Instant deadline, Predicate<StalePendingRecord> goOn);

    /**
     * Marks a record as abandoned and gives back what its request had reserved, in one step that only one can win.
     *
     * @return false where it is pending no longer, so that nothing was changed
     * @throws dev.tollgate.openai.GatewayException {@code STORE_UNAVAILABLE}
     */
    boolean abandon(StalePendingRecord stalePendingRecord);
}
