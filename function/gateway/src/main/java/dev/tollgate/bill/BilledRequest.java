package dev.tollgate.bill;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The fields of a usage record that can be compared with a provider's bill.
 *
 * @param endedAt when the last attempt ended; null if that is not known
 * @param attempts what each target used; empty while the record is pending, and if it was abandoned
 */
public record BilledRequest(
        Instant acceptedAt, @Nullable Instant endedAt, State state, List<UsageRecord.Attempt> attempts) {

    public BilledRequest {
        attempts = List.copyOf(attempts);
    }

    /** How much is known about a request. */
    public enum State {
        /** The request has not ended yet, or its end is not written yet. */
        PENDING,
        /** Everything is known. */
        SETTLED,
        /** Nothing is known and never will be. */
        ABANDONED
    }
}
