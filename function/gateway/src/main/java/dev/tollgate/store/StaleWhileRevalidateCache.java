package dev.tollgate.store;

import dev.tollgate.openai.FailureText;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Caches one value from a store.
 *
 * <p>What happens depends on the value's age, in multiples of its time to live. Up to 1 it is served. Up to 10 it is
 * served while the background loads a new one. Above that, callers wait for the new one: in Lambda nothing runs between
 * two invocations, so a value may be hours old. While the store fails, the old value is served up to an age of 60, and
 * loads run in the background.
 */
final class StaleWhileRevalidateCache<T> {
    private static final Logger LOG = Logger.getLogger(StaleWhileRevalidateCache.class);
    private static final int MAX_AGE_WHILE_RELOADING = 10;
    private static final int MAX_AGE_WITHOUT_STORE = 60;

    /** After a failure there is no load for this fraction of the time to live, or each caller would wait for one. */
    private static final int BACKOFF_DIVISOR = 30;

    /** While there was never a value, each caller fails, so the next load comes soon. */
    private static final Duration LONGEST_FIRST_BACKOFF = Duration.ofSeconds(1);

    private final String name;
    private final Duration timeToLive;
    private final Clock clock;
    private final Supplier<T> store;
    private final AtomicReference<@Nullable CompletableFuture<T>> loading = new AtomicReference<>();
    private volatile @Nullable Loaded<T> loaded;
    private volatile @Nullable Failed failed;

    /**
     * A value that is loaded on first use.
     *
     * @param name of the value, for the log
     */
    StaleWhileRevalidateCache(String name, Duration timeToLive, Clock clock, Supplier<T> store) {
        this.name = name;
        this.timeToLive = timeToLive;
        this.clock = clock;
        this.store = store;
    }

    /** The value. Throws the store's failure if there is no value that is recent enough. */
    T get() {
        Loaded<T> current = loaded;
        Failed failure = failed;
        boolean backingOff = backingOff(failure);
        if (current == null || olderThan(MAX_AGE_WITHOUT_STORE, current)) {
            if (failure != null && backingOff) {
                throw failure.cause();
            }
            return load(timeToLive);
        }
        if (backingOff || !olderThan(1, current)) {
            return current.value();
        }
        if (olderThan(MAX_AGE_WHILE_RELOADING, current) && !failedRecently(failure)) {
            return loadOr(current.value(), timeToLive);
        }
        if (loading.get() == null) {
            Thread.ofVirtual().name("reload " + name).start(() -> loadOr(current.value(), timeToLive));
        }
        return current.value();
    }

    /**
     * The value, which is loaded again if it is not younger than this. Returns the old one if the store fails, or has just failed.
     *
     * @param age less than the time to live: it bounds how often somebody's mistake may load the value
     */
    T youngerThan(Duration age) {
        T current = get();
        Loaded<T> known = loaded;
        return known == null || youngerThan(age, known) || backingOff(failed) ? current : loadOr(current, age);
    }

    private boolean backingOff(@Nullable Failed failure) {
        return failure != null && clock.instant().isBefore(failure.until());
    }

    /** After a failed load, other callers need not wait for the next one. */
    private boolean failedRecently(@Nullable Failed failure) {
        return failure != null && clock.instant().isBefore(failure.until().plus(timeToLive));
    }

    private T loadOr(T old, Duration age) {
        try {
            return load(age);
        } catch (RuntimeException logged) {
            return old;
        }
    }

    /** Concurrent callers share one load and its failure. Does nothing if the value is younger than this by then. */
    private T load(Duration age) {
        CompletableFuture<T> mine = new CompletableFuture<>();
        CompletableFuture<T> others = loading.compareAndExchange(null, mine);
        if (others == null) {
            settle(mine, age);
        }
        try {
            return (others == null ? mine : others).join();
        } catch (CompletionException failure) {
            throw failure.getCause() instanceof RuntimeException cause ? cause : failure;
        }
    }

    private void settle(CompletableFuture<T> load, Duration age) {
        try {
            Loaded<T> current = loaded;
            // Another load may have ended after this caller read the value.
            if (current == null || !youngerThan(age, current)) {
                current = new Loaded<>(store.get(), clock.instant());
                loaded = current;
                recovered();
            }
            loading.set(null);
            load.complete(current.value());
        } catch (RuntimeException failure) {
            remember(failure);
            loading.set(null);
            load.completeExceptionally(failure);
        } catch (Error broken) {
            // Otherwise all later callers would wait for a load that never ends.
            loading.set(null);
            load.completeExceptionally(broken);
            throw broken;
        }
    }

    private void remember(RuntimeException failure) {
        Loaded<T> old = loaded;
        if (failed == null && old != null) {
            LOG.warnf(
                    FailureText.bug(failure),
                    "Cannot reload %s; using the value from %s: %s",
                    name,
                    old.at(),
                    FailureText.line(failure));
        }
        failed = new Failed(failure, clock.instant().plus(backoff(old == null)));
    }

    private Duration backoff(boolean first) {
        Duration usual = timeToLive.dividedBy(BACKOFF_DIVISOR);
        return first && usual.compareTo(LONGEST_FIRST_BACKOFF) > 0 ? LONGEST_FIRST_BACKOFF : usual;
    }

    private void recovered() {
        if (failed != null) {
            LOG.infof("Reloaded %s after failures", name);
            failed = null;
        }
    }

    private boolean olderThan(int times, Loaded<T> value) {
        return !youngerThan(timeToLive.multipliedBy(times), value);
    }

    private boolean youngerThan(Duration age, Loaded<T> value) {
        return clock.instant().isBefore(value.at().plus(age));
    }

    private record Loaded<T>(T value, Instant at) {}

    private record Failed(RuntimeException cause, Instant until) {}
}
