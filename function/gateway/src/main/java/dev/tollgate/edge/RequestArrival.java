package dev.tollgate.edge;

import java.time.Instant;
import java.util.Optional;

/** When a request arrived, by its id alone: its record is found without a search. */
public final class RequestArrival {
    private RequestArrival() {}

    /** In whole milliseconds; empty if this is no id of a request. */
    public static Optional<Instant> of(String requestId) {
        return RequestId.arrival(requestId);
    }
}
