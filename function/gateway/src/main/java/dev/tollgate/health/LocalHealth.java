package dev.tollgate.health;

import dev.tollgate.health.BreakerState.State;
import dev.tollgate.route.ModelName;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** What this process has seen of its targets itself: all there is without a store, and quicker than others' where it is busy. */
final class LocalHealth implements BreakerStore {
    /** After so long a call counts half. */
    private static final Duration HALF_LIFE = Duration.ofSeconds(10);

    /** Callers may name any model of a provider: beyond so many, those that are closed are forgotten. */
    private static final int MOST_TARGETS = 1_000;

    /** There is nobody else whose trial it could be. */
    private static final long ALONE = 0;

    private final Map<ModelName, Seen> targets = new ConcurrentHashMap<>();
    private final HealthDependencies in;
    private final CircuitBreaker circuitBreaker;

    LocalHealth(HealthDependencies in) {
        this.in = in;
        this.circuitBreaker = new CircuitBreaker("by this process", this, in);
    }

    State state(ModelName model) {
        return circuitBreaker.state(model);
    }

    boolean claim(ModelName model) {
        return circuitBreaker.claim(model);
    }

    void answered(ModelName model) {
        count(model, 0);
        circuitBreaker.answered(model);
    }

    void failed(ModelName model) {
        Seen seen = count(model, 1);
        if (seen.breaker().open()) {
            circuitBreaker.failed(model);
        } else if (in.rules().outage(seen.recent())) {
            circuitBreaker.open(model, seen.recent(), ALONE);
        }
    }

    /** Another process has tried the target since, with success: what was seen here is over. */
    void forgive(ModelName model, Instant answeredAt) {
        targets.computeIfPresent(model, (_, seen) -> seen.breaker().since().isBefore(answeredAt) ? null : seen);
    }

    @Override
    public BreakerState of(ModelName model) {
        Seen seen = targets.get(model);
        return seen == null ? BreakerState.NEVER_OPENED : seen.breaker();
    }

    /** With a new state, counting begins anew. */
    @Override
    public boolean replace(ModelName model, BreakerState seen, BreakerState next) {
        Seen fresh = new Seen(0, 0, in.now(), next);
        return fresh.equals(
                targets.computeIfPresent(model, (_, now) -> now.breaker().equals(seen) ? fresh : now));
    }

    private Seen count(ModelName model, int failures) {
        if (targets.size() >= MOST_TARGETS) {
            targets.values().removeIf(seen -> !seen.breaker().open());
        }
        Instant now = in.now();
        Seen one = new Seen(1, failures, now, BreakerState.NEVER_OPENED);
        return targets.merge(model, one, (before, _) -> before.then(failures, now));
    }

    /** Decaying sums. */
    private record Seen(double calls, double failures, Instant at, BreakerState breaker) {

        private HealthSnapshot.Recent recent() {
            return new HealthSnapshot.Recent(calls, failures, failures);
        }

        private Seen then(int failed, Instant now) {
            double left = Math.pow(0.5, (double) Duration.between(at, now).toMillis() / HALF_LIFE.toMillis());
            return new Seen(calls * left + 1, failures * left + failed, now, breaker);
        }
    }
}
