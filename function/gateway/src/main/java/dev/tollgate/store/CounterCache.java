package dev.tollgate.store;

import dev.tollgate.limit.SlidingWindow;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** The sliding windows as this gateway saw them last. */
final class CounterCache {
    private static final int MAX_COUNTERS = 10_000;

    private final Clock clock;
    private final LruCache<String, CachedWindow> byCounter = new LruCache<>(MAX_COUNTERS);

    CounterCache(Clock clock) {
        this.clock = clock;
    }

    /** A window, and when it was seen. */
    record CachedWindow(SlidingWindow window, Instant at) {
        /**
         * How long tokens and slots that others may release at any moment count as used. Rejections in this time cost
         * no write, which protects the item from a burst of calls. It is as long as the wait in the response.
         */
        private static final Duration TRUSTED = Duration.ofSeconds(1);

        boolean isFresh(Instant now) {
            return now.isBefore(at.plus(TRUSTED));
        }
    }

    Optional<CachedWindow> find(String counter) {
        return Optional.ofNullable(byCounter.get(counter));
    }

    /**
     * Stores a window unless a newer one is stored: responses may arrive out of order. It counts from the response on: with a slow
     * store, a window as of the request would be outdated at once.
     */
    synchronized void put(String counter, SlidingWindow window) {
        CachedWindow known = byCounter.get(counter);
        boolean outdated = known != null && window.era() != 0 && known.window().isNewerThan(window);
        if (!outdated) {
            byCounter.put(counter, new CachedWindow(window, clock.instant()));
        }
    }
}
