package dev.tollgate.health;

import dev.tollgate.health.BreakerState.State;
import dev.tollgate.route.ModelName;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * The health of targets as this process sees it: the only source without a store, and the fastest in a busy process.
 */
final class LocalHealth implements BreakerStore {
    /** After this time a call counts half. */
    private static final Duration HALF_LIFE = Duration.ofSeconds(10);

    /** Clients may name any model of a provider. Beyond this number, targets with closed breakers are dropped. */
    private static final int MAX_TARGETS = 1_000;

    /** No other process competes for a trial. */
    private static final long ALONE = 0;

    private final Map<ModelName, TargetCalls> targets = new ConcurrentHashMap<>();
    private final HealthDependencies dependencies;
    private final CircuitBreaker circuitBreaker;

    LocalHealth(HealthDependencies dependencies) {
        this.dependencies = dependencies;
        this.circuitBreaker = new CircuitBreaker("by this process", this, dependencies);
    }

    State state(ModelName model) {
        return circuitBreaker.state(model);
    }

    boolean claim(ModelName model) {
        return circuitBreaker.claim(model);
    }

    void succeeded(ModelName model) {
        count(model, 0);
        circuitBreaker.succeeded(model);
    }

    void failed(ModelName model) {
        TargetCalls calls = count(model, 1);
        if (calls.breaker().open()) {
            circuitBreaker.failed(model);
        } else if (dependencies.rules().isOutage(calls.recent())) {
            circuitBreaker.open(model, calls.recent(), ALONE);
        }
    }

    /** Forgets failures after which another process has called the target successfully. */
    void forgive(ModelName model, Instant succeededAt) {
        targets.computeIfPresent(model, (_, calls) -> calls.breaker().since().isBefore(succeededAt) ? null : calls);
    }

    /** The models whose breaker this process has opened. */
    Stream<ModelName> opened() {
        return targets.entrySet().stream()
                .filter(target -> target.getValue().breaker().open())
                .map(Map.Entry::getKey);
    }

    @Override
    public BreakerState of(ModelName model) {
        TargetCalls calls = targets.get(model);
        return calls == null ? BreakerState.NEVER_OPENED : calls.breaker();
    }

    /** Counting starts again with each new state. */
    @Override
    public boolean replace(ModelName model, BreakerState expected, BreakerState next) {
        TargetCalls fresh = new TargetCalls(0, 0, dependencies.now(), next);
        return fresh.equals(
                targets.computeIfPresent(model, (_, now) -> now.breaker().equals(expected) ? fresh : now));
    }

    private TargetCalls count(ModelName model, int failures) {
        if (targets.size() >= MAX_TARGETS) {
            targets.values().removeIf(calls -> !calls.breaker().open());
        }
        Instant now = dependencies.now();
        TargetCalls first = new TargetCalls(1, failures, now, BreakerState.NEVER_OPENED);
        return targets.merge(model, first, (before, _) -> before.plus(failures, now));
    }

    /** Sums that decay with time. */
    private record TargetCalls(double calls, double failures, Instant at, BreakerState breaker) {

        private HealthSnapshot.RecentCalls recent() {
            return new HealthSnapshot.RecentCalls(calls, failures, failures);
        }

        private TargetCalls plus(int failed, Instant now) {
            double left = Math.pow(0.5, (double) Duration.between(at, now).toMillis() / HALF_LIFE.toMillis());
            return new TargetCalls(calls * left + 1, failures * left + failed, now, breaker);
        }
    }
}
