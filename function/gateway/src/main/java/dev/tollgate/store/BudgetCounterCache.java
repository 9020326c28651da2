package dev.tollgate.store;

import dev.tollgate.bill.BudgetCounter;
import dev.tollgate.bill.BudgetPeriod;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** The counters of budgets as this gateway saw them last, so that a request on a spent budget costs no write. */
final class BudgetCounterCache {
    private static final int MAX_ENTRIES = 10_000;

    /** How long other requests' reservations count: as long as the wait in the response. */
    private static final Duration TRUSTED = Duration.ofSeconds(1);

    private final LruCache<String, CachedCounter> byItem = new LruCache<>(MAX_ENTRIES);

    /** A counter that was read, or that rejected a request. */
    private record CachedCounter(long committedMicros, long reservedMicros, boolean rejected, Instant at) {}

    /** Stores a counter that was read. Its reservations may be the reader's own and released at any moment. */
    void putRead(String name, SeenCounter counter, Instant now) {
        byItem.put(name, new CachedCounter(counter.committedMicros(), counter.reservedMicros(), false, now));
    }

    /** Stores a counter that had no room for a request. */
    void putRejected(String name, SeenCounter counter, Instant now) {
        byItem.put(name, new CachedCounter(counter.committedMicros(), counter.reservedMicros(), true, now));
    }

    /** Money was released, or there was room after all. */
    void putChanged(String name) {
        CachedCounter cached = byItem.get(name);
        if (cached != null && cached.rejected()) {
            byItem.put(name, new CachedCounter(cached.committedMicros(), cached.reservedMicros(), false, cached.at()));
        }
    }

    /** The counter if it is known to have no room for this amount. */
    Optional<BudgetCounter> withoutRoom(String name, BudgetPeriod period, long micros, Instant now) {
        CachedCounter cached = byItem.get(name);
        if (cached == null) {
            return Optional.empty();
        }
        BudgetCounter counter = new BudgetCounter(period, cached.committedMicros(), cached.reservedMicros());
        boolean fresh = cached.rejected() && now.isBefore(cached.at().plus(TRUSTED));
        return Optional.of(counter).filter(known -> known.isSpent(micros) || (fresh && !known.hasRoom(micros)));
    }
}
