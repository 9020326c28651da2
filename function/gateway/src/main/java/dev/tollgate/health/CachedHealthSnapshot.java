package dev.tollgate.health;

import dev.tollgate.openai.GatewayException;
import dev.tollgate.route.ModelName;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/**
 * The board as this process saw it last. It is read while calls come, in the background and not more often than the rules
 * say. A store that fails is left alone for a while, and no call ever fails or waits for it.
 */
final class CachedHealthSnapshot implements BreakerStore {
    private static final Logger LOG = Logger.getLogger(CachedHealthSnapshot.class);
    private static final int REFRESHES_LEFT_ALONE = 5;

    private final HealthStore board;
    private final HealthDependencies in;
    private final AtomicBoolean reading = new AtomicBoolean();
    private volatile HealthSnapshot seen = HealthSnapshot.EMPTY;
    private volatile Instant seenAt = Instant.EPOCH;
    private volatile Instant nextRead = Instant.EPOCH;
    private volatile boolean failing;

    CachedHealthSnapshot(HealthStore board, HealthDependencies in) {
        this.board = board;
        this.in = in;
    }

    /** Begins to read it, if it is time to. */
    void refresh(Consumer<HealthSnapshot> then) {
        if (!in.now().isBefore(nextRead) && reading.compareAndSet(false, true)) {
            in.background().run(() -> {
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
            Instant now = in.now();
            seen = board.read(HealthSnapshot.windowAt(now));
            seenAt = now;
            nextRead = now.plus(in.rules().refresh());
            return true;
        });
        if (!failing) {
            then.accept(seen);
        }
    }

    /** What is known. In Lambda a process may wake up hours later; by then every breaker has had its trial. */
    HealthSnapshot latest() {
        return seenAt.plus(in.rules().maxBackOff()).isBefore(in.now()) ? HealthSnapshot.EMPTY : seen;
    }

    @Override
    public BreakerState of(ModelName model) {
        return latest().breaker(model);
    }

    /** Where another gateway was first, the next call looks what it did. */
    @Override
    public boolean replace(ModelName model, BreakerState before, BreakerState next) {
        boolean replaced = attempt(() -> board.replace(model, before, next));
        if (replaced) {
            seen = seen.with(model, next);
        } else if (!failing) {
            nextRead = Instant.EPOCH;
        }
        return replaced;
    }

    void report(Map<ModelName, CallStats> callStats) {
        attempt(() -> {
            board.report(HealthSnapshot.windowAt(in.now()), callStats);
            return true;
        });
    }

    /** Whether the store has failed of late, so that nothing is asked of it. */
    private boolean leftAlone() {
        return failing && in.now().isBefore(nextRead);
    }

    private interface Access {
        boolean run();
    }

    private boolean attempt(Access access) {
        if (leftAlone()) {
            return false;
        }
        try {
            boolean result = access.run();
            failing = false;
            return result;
        } catch (GatewayException failure) {
            if (!failing) {
                LOG.warnf(
                        failure,
                        "the health of targets is not shared for now; each process goes by what it sees itself");
            }
            failing = true;
            nextRead = in.now().plus(in.rules().refresh().multipliedBy(REFRESHES_LEFT_ALONE));
            return false;
        }
    }
}
