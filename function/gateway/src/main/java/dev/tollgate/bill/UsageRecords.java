package dev.tollgate.bill;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Port: reads a key's usage. Every method may fail with {@code STORE_UNAVAILABLE}. */
public interface UsageRecords {

    /** Passes on each request of a key that was accepted from the first instant on and before the second, in any order. */
    void read(String keyId, Instant from, Instant until, Consumer<UsageLine> reader);

    /**
     * One request of a key.
     *
     * @param acceptedAt the millisecond in which it was accepted
     */
    Optional<RecordedRequest> find(String keyId, String requestId, Instant acceptedAt);

    /** The roll-ups of these days. Days to which usage was added after their roll-up are missing. */
    List<UsageLine> rollUps(String keyId, DateRange days);
}
