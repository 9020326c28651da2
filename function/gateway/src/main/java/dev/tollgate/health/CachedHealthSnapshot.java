package dev.tollgate.health;

import dev.tollgate.openai.FailureText;
import dev.tollgate.openai.GatewayException;
import dev.tollgate.route.ModelName;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/**
 * The latest snapshot that this process has read. It is refreshed in the background while there are calls, at most as
 * often as the rules allow. After a failure the store gets no calls for a while. No call of a client ever fails or
 * waits for it.
 */
final class CachedHealthSnapshot implements BreakerStore {
    private static final Logger LOG = Logger.getLogger(CachedHealthSnapshot.class);
    private static final int REFRESHES_SKIPPED_AFTER_FAILURE = 5;

    private final HealthStore store;
    private final HealthDependencies dependencies;
    private final AtomicBoolean reading = new AtomicBoolean();
    private volatile HealthSnapshot snapshot = HealthSnapshot.EMPTY;
    private volatile Instant readAt = Instant.EPOCH;
    private volatile Instant nextRead = Instant.EPOCH;
    private volatile boolean failing;

    CachedHealthSnapshot(HealthStore store, HealthDependencies dependencies) {
        this.store = store;
        this.dependencies = dependencies;
    }

    /** Starts to read the store if the snapshot is old enough. */
    void refresh(Consumer<HealthSnapshot> then) {
        if (!dependencies.now().isBefore(nextRead) && reading.compareAndSet(false, true)) {
            dependencies.background().run(() -> {
                try {
                    read(then);
                } finally {
                    reading.set(false);
                }
            });
        }
    }

    private void read(Consumer<HealthSnapshot> then) {
        attempt(() -> {
            Instant now = dependencies.now();
            snapshot = store.read(HealthSnapshot.windowAt(now));
            readAt = now;
            nextRead = now.plus(dependencies.rules().refresh());
            return true;
        });
        if (!failing) {
            then.accept(snapshot);
        }
    }

    /** The latest snapshot, or an empty one if it is too old: Lambda may freeze a process for hours. */
    HealthSnapshot latest() {
        return readAt.plus(dependencies.rules().maxBackOff()).isBefore(dependencies.now())
                ? HealthSnapshot.EMPTY
                : snapshot;
    }

    @Override
    public BreakerState of(ModelName model) {
        return latest().breaker(model);
    }

    /** If another gateway was faster, the next call reads what it wrote. */
    @Override
    public boolean replace(ModelName model, BreakerState expected, BreakerState next) {
        boolean replaced = attempt(() -> store.replace(model, expected, next));
        if (replaced) {
            snapshot = snapshot.with(model, next);
        } else if (!failing) {
            nextRead = Instant.EPOCH;
        }
        return replaced;
    }

    void report(Map<ModelName, CallStats> callStats) {
        attempt(() -> {
            store.report(HealthSnapshot.windowAt(dependencies.now()), callStats);
            return true;
        });
    }

    /** Whether the store has failed recently and must not be called yet. */
    private boolean backingOff() {
        return failing && dependencies.now().isBefore(nextRead);
    }

    private interface Access {
        boolean run();
    }

    private boolean attempt(Access access) {
        if (backingOff()) {
            return false;
        }
        try {
            boolean result = access.run();
            failing = false;
            return result;
        } catch (GatewayException failure) {
            if (!failing) {
                LOG.warnf(
                        FailureText.bug(failure),
                        "the health of targets is not shared for now; each process uses what it sees itself: %s",
                        FailureText.line(failure));
            }
            failing = true;
            nextRead = dependencies
                    .now()
                    .plus(dependencies.rules().refresh().multipliedBy(REFRESHES_SKIPPED_AFTER_FAILURE));
            return false;
        }
    }
}
