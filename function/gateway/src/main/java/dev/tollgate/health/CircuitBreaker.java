package dev.tollgate.health;

import dev.tollgate.health.BreakerState.State;
import dev.tollgate.route.ModelName;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/** Opens breakers, tries targets again, and closes breakers: the same way for those of this process and for shared ones. */
final class CircuitBreaker {
    private static final Logger LOG = Logger.getLogger(CircuitBreaker.class);

    /** How many gateways try to be the one that tries a target, in the time it takes until all know that one does. */
    private static final double CANDIDATES = 3;

    private final String whose;
    private final BreakerStore breakerStore;
    private final HealthDependencies in;
    private final Map<ModelName, BreakerState> trials = new ConcurrentHashMap<>();

    /**
     * A circuit over these breakers.
     *
     * @param whose for the log
     */
    CircuitBreaker(String whose, BreakerStore breakerStore, HealthDependencies in) {
        this.whose = whose;
        this.breakerStore = breakerStore;
        this.in = in;
    }

    State state(ModelName model) {
        return breakerStore.of(model).state(in.now());
    }

    /** Opens a breaker for what was seen of late, where all gateways together made so many calls. */
    void open(ModelName model, HealthSnapshot.Recent recent, long callsPerSecond) {
        BreakerState seen = breakerStore.of(model);
        BreakerState next = seen.opened(in, callsPerSecond);
        if (breakerStore.replace(model, seen, next)) {
            LOG.warnf(
                    "target %s is passed over (%s): %.0f of %.0f calls failed; next trial at %s",
                    model, whose, recent.failures(), recent.calls(), next.retryAt());
        }
    }

    /** Whether this process shall try a target whose time has come. */
    boolean drawn(ModelName model) {
        double calls =
                breakerStore.of(model).callsPerSecond() * in.rules().refresh().toMillis() / 1_000.0;
        return in.chance() * calls < CANDIDATES;
    }

    /** Makes the trial this process's own; false where it is another's. */
    boolean claim(ModelName model) {
        BreakerState seen = breakerStore.of(model);
        BreakerState claimed = seen.claimed(in);
        if (seen.state(in.now()) != State.HALF_OPEN || !breakerStore.replace(model, seen, claimed)) {
            return false;
        }
        trials.put(model, claimed);
        return true;
    }

    /** Only a trial's answer closes a breaker: other calls may have been under way before it was opened. */
    void answered(ModelName model) {
        BreakerState trial = trials.remove(model);
        if (trial != null && breakerStore.replace(model, trial, trial.closed(in))) {
            LOG.infof(
                    "target %s is used again (%s), after %s", model, whose, Duration.between(trial.since(), in.now()));
        }
    }

    /** And only a trial's failure says anything new of a target that is passed over. */
    void failed(ModelName model) {
        BreakerState trial = trials.remove(model);
        if (trial != null) {
            BreakerState next = trial.struck(in);
            if (breakerStore.replace(model, trial, next)) {
                LOG.warnf("target %s failed its trial (%s); next trial at %s", model, whose, next.retryAt());
            }
        }
    }
}
