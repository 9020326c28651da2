package dev.tollgate.responsecache;

import dev.tollgate.openai.FailureText;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/** Runs what the cache needs of its store: whatever fails is as if the cache were empty, and is logged once in a while. */
final class TolerantStore {
    private static final Logger LOG = Logger.getLogger(TolerantStore.class);

    /** A store that is down fails for each request. Metrics count all of them. */
    private static final Duration SILENCE = Duration.ofMinutes(1);

    private final Clock clock;
    private final AtomicReference<Instant> silentUntil = new AtomicReference<>(Instant.MIN);

    TolerantStore(Clock clock) {
        this.clock = clock;
    }

    /**
     * Does something with the store.
     *
     * @param otherwise what the result is if that fails
     * @param onFailure runs if it fails
     */
    <T> T orElse(T otherwise, Supplier<T> action, Runnable onFailure) {
        try {
            return action.get();
        } catch (RuntimeException failure) {
            onFailure.run();
            Instant now = clock.instant();
            Instant silent = silentUntil.get();
            if (!now.isBefore(silent) && silentUntil.compareAndSet(silent, now.plus(SILENCE))) {
                LOG.warnf(
                        FailureText.bug(failure),
                        "the response cache does not respond; requests go on without it: %s",
                        FailureText.line(failure));
            }
            return otherwise;
        }
    }
}
