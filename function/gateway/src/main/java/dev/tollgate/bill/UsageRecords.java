package dev.tollgate.bill;

import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;

/** Port: what is written down of a key's usage. Fails with {@code STORE_UNAVAILABLE}. */
public interface UsageRecords {

    /** Gives each request of a key that was accepted from the first instant on and before the second, in that order. */
    void read(String keyId, Instant from, Instant until, Consumer<UsageLine> reader);

    /** The roll-ups of those of these days to which nothing was added after they were rolled up. */
    List<UsageLine> rollUps(String keyId, DateRange days);
}
