package dev.tollgate.store;

import dev.tollgate.limit.SlidingWindow;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** The counters of each key as this environment saw them last. */
final class CounterCache {
    private static final int MOST_KEYS = 10_000;

    private final LruCache<String, Sighting> byKey = new LruCache<>(MOST_KEYS);

    /** Counters, and when they were seen. */
    record Sighting(SlidingWindow window, Instant at) {
        /**
         * How long tokens and slots that others may give back at any moment count as gone: so long a refusal costs no
         * write. Long enough to keep a caller's storm off the item, and no longer than the wait that callers are told.
         */
        private static final Duration TRUSTED = Duration.ofSeconds(1);

        boolean fresh(Instant now) {
            return now.isBefore(at.plus(TRUSTED));
        }
    }

    Optional<Sighting> of(String keyId) {
        return Optional.ofNullable(byKey.get(keyId));
    }

    /** Notes what an answer said. Answers may arrive out of order: later counters are kept. */
    synchronized void add(String keyId, SlidingWindow window, Instant now) {
        Sighting known = byKey.get(keyId);
        boolean outdated = known != null && window.era() != 0 && known.window().isNewerThan(window);
        if (!outdated) {
            byKey.put(keyId, new Sighting(window, now));
        }
    }
}
