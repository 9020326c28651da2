package dev.tollgate.health;

import dev.tollgate.health.BreakerState.State;
import dev.tollgate.route.ModelName;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/**
 * Opens breakers, decides on trials, and closes breakers. Works on this process's breakers and on shared ones alike.
 */
final class CircuitBreaker {
    private static final Logger LOG = Logger.getLogger(CircuitBreaker.class);

    /** How many gateways attempt to claim a trial before all of them know that one has claimed it. */
    private static final double CANDIDATES = 3;

    private final String scope;
    private final BreakerStore breakerStore;
    private final HealthDependencies dependencies;
    private final Map<ModelName, BreakerState> trials = new ConcurrentHashMap<>();

    /**
     * A circuit breaker for all targets in a store.
     *
     * @param scope who decides, for the log
     */
    CircuitBreaker(String scope, BreakerStore breakerStore, HealthDependencies dependencies) {
        this.scope = scope;
        this.breakerStore = breakerStore;
        this.dependencies = dependencies;
    }

    State state(ModelName model) {
        return breakerStore.of(model).state(dependencies.now());
    }

    /** Opens a breaker because of recent failures. The calls per second are those of all gateways. */
    void open(ModelName model, HealthSnapshot.RecentCalls recent, long callsPerSecond) {
        BreakerState current = breakerStore.of(model);
        BreakerState next = current.opened(dependencies, callsPerSecond);
        if (breakerStore.replace(model, current, next)) {
            LOG.warnf(
                    "circuit breaker of %s opened (%s): %.0f of %.0f calls failed; next trial at %s",
                    model, scope, recent.failures(), recent.calls(), next.retryAt());
        }
    }

    /** Whether this process is among the candidates for a trial. Chosen at random, so that few gateways compete. */
    boolean isCandidate(ModelName model) {
        double calls = breakerStore.of(model).callsPerSecond()
                * dependencies.rules().refresh().toMillis()
                / 1_000.0;
        return dependencies.chance() * calls < CANDIDATES;
    }

    /** Claims the trial for this process; false if another process has it. */
    boolean claim(ModelName model) {
        BreakerState current = breakerStore.of(model);
        BreakerState claimed = current.claimed(dependencies);
        if (current.state(dependencies.now()) != State.HALF_OPEN || !breakerStore.replace(model, current, claimed)) {
            return false;
        }
        trials.put(model, claimed);
        return true;
    }

    /** Only a successful trial closes a breaker: other calls may have started before it was opened. */
    void succeeded(ModelName model) {
        BreakerState trial = trials.remove(model);
        if (trial != null && breakerStore.replace(model, trial, trial.closed(dependencies))) {
            LOG.infof(
                    "circuit breaker of %s closed (%s), after %s",
                    model, scope, Duration.between(trial.since(), dependencies.now()));
        }
    }

    /** Only a failed trial reopens a breaker, for the same reason. */
    void failed(ModelName model) {
        BreakerState trial = trials.remove(model);
        if (trial != null) {
            BreakerState next = trial.reopened(dependencies);
            if (breakerStore.replace(model, trial, next)) {
                LOG.warnf(
                        "circuit breaker of %s stays open (%s): its trial failed; next trial at %s",
                        model, scope, next.retryAt());
            }
        }
    }
}
