package dev.tollgate.bill;

import java.time.Instant;
import java.util.List;

/**
 * A usage record as far as it says which provider counted what.
 *
 * @param endedAt when the last attempt was over; null where that is not known
 * @param attempts each target that was asked, with its own share; empty while the record is pending or where it was abandoned
 */
public record BilledRequest(Instant acceptedAt, Instant endedAt, State state, List<UsageRecord.Attempt> attempts) {

    public BilledRequest {
        attempts = List.copyOf(attempts);
    }

    /** What is known of a request. */
    public enum State {
        /** Not over yet, or not written yet that it is. */
        PENDING,
        /** All. */
        SETTLED,
        /** Nothing, and nobody ever will. */
        ABANDONED
    }
}
