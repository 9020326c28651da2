package dev.tollgate.store;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * A value that is read from a store now and then, and served from memory meanwhile.
 *
 * <p>By its age in multiples of the time to live: up to 1 it is served; up to 10 it is served while a new one is read in
 * the background; above, callers wait for a new one. The second bound is for Lambda, where nothing runs between two
 * invocations, so that a value may wake up hours old. Where the store fails, the old value is served up to 60, so that
 * half an hour without a store goes unnoticed; and it is tried in the background for as long as the last try is not long ago.
 */
final class StaleWhileRevalidateCache<T> {
    private static final Logger LOG = Logger.getLogger(StaleWhileRevalidateCache.class);
    private static final int RENEWED_BEHIND_THE_SCENES = 10;
    private static final int SERVED_WITHOUT_STORE = 60;

    /** After a failure the store is left alone for this part of the time to live; or each caller would wait for it. */
    private static final int PAUSE_DIVISOR = 30;

    private final String name;
    private final Duration timeToLive;
    private final Clock clock;
    private final Supplier<T> store;
    private final AtomicReference<CompletableFuture<T>> loading = new AtomicReference<>();
    private volatile Loaded<T> loaded;
    private volatile Failed failed;

    /**
     * A value not loaded yet.
     *
     * @param name what it is, for the log
     */
    StaleWhileRevalidateCache(String name, Duration timeToLive, Clock clock, Supplier<T> store) {
        this.name = name;
        this.timeToLive = timeToLive;
        this.clock = clock;
        this.store = store;
    }

    /** The value; or the store's failure, where there is none young enough. */
    T get() {
        Loaded<T> current = loaded;
        Failed failure = failed;
        boolean paused = failure != null && clock.instant().isBefore(failure.until());
        if (current == null || olderThan(SERVED_WITHOUT_STORE, current)) {
            if (paused) {
                throw failure.cause();
            }
            return load();
        }
        if (paused || !olderThan(1, current)) {
            return current.value();
        }
        if (olderThan(RENEWED_BEHIND_THE_SCENES, current) && !failedOfLate(failure)) {
            return loadOr(current.value());
        }
        if (loading.get() == null) {
            Thread.ofVirtual().name("renew " + name).start(() -> loadOr(current.value()));
        }
        return current.value();
    }

    /** Whoever has just waited in vain has waited for all: the others need not. */
    private boolean failedOfLate(Failed failure) {
        return failure != null && clock.instant().isBefore(failure.until().plus(timeToLive));
    }

    private T loadOr(T old) {
        try {
            return load();
        } catch (RuntimeException logged) {
            return old;
        }
    }

    /** Callers at the same time share one load, and its failure. */
    private T load() {
        CompletableFuture<T> mine = new CompletableFuture<>();
        CompletableFuture<T> others = loading.compareAndExchange(null, mine);
        if (others == null) {
            settle(mine);
        }
        try {
            return (others == null ? mine : others).join();
        } catch (CompletionException failure) {
            throw failure.getCause() instanceof RuntimeException cause ? cause : failure;
        }
    }

    private void settle(CompletableFuture<T> load) {
        try {
            Loaded<T> current = loaded;
            // Another load may have ended between this caller's look at the value and its turn.
            if (current == null || olderThan(1, current)) {
                loaded = new Loaded<>(store.get(), clock.instant());
                current = loaded;
                recovered();
            }
            loading.set(null);
            load.complete(current.value());
        } catch (RuntimeException failure) {
            remember(failure);
            loading.set(null);
            load.completeExceptionally(failure);
        } catch (Error broken) {
            // Or everybody after this caller would wait for a load that never ends.
            loading.set(null);
            load.completeExceptionally(broken);
            throw broken;
        }
    }

    private void remember(RuntimeException failure) {
        if (failed == null && loaded != null) {
            LOG.warnf(failure, "Cannot renew %s; going on with what was read at %s", name, loaded.at());
        }
        failed = new Failed(failure, clock.instant().plus(timeToLive.dividedBy(PAUSE_DIVISOR)));
    }

    private void recovered() {
        if (failed != null) {
            LOG.infof("Renewed %s after failures", name);
            failed = null;
        }
    }

    private boolean olderThan(int times, Loaded<T> value) {
        return !clock.instant().isBefore(value.at().plus(timeToLive.multipliedBy(times)));
    }

    private record Loaded<T>(T value, Instant at) {}

    private record Failed(RuntimeException cause, Instant until) {}
}
