package dev.tollgate.admin;

import dev.tollgate.health.BreakerState;
import dev.tollgate.health.CallStats;
import dev.tollgate.health.HealthSnapshot;
import dev.tollgate.health.HealthStore;
import dev.tollgate.route.ModelName;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** How targets have done in the last minute, as all gateways report it. It reads about twenty small items. */
@Singleton
public final class TargetHealthReport {
    /** As long as reports are kept. */
    private static final int WINDOWS = 12;

    private final HealthStore store;
    private final Clock clock;

    TargetHealthReport(HealthStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    /**
     * The health of one target.
     *
     * @param stats its calls in the last minute; there may be none
     * @param breaker its circuit breaker
     */
    public record TargetState(String target, CallStats stats, BreakerState breaker, Instant seenAt) {

        /** {@code open}, {@code half_open}, {@code healthy}, or {@code unknown} if nobody has called it. */
        public String state() {
            if (breaker.open()) {
                return seenAt.isBefore(breaker.retryAt()) ? "open" : "half_open";
            }
            return stats.calls() == 0 ? "unknown" : "healthy";
        }

        /** The share of calls that failed; empty if there were none. */
        public Optional<Double> failureRate() {
            return quotient(stats.failures(), stats.calls());
        }

        /** The mean time to first token; empty if no call was streamed. */
        public Optional<Double> timeToFirstTokenMillis() {
            return quotient(stats.firstTokenMillis(), stats.streams());
        }

        /** The mean speed of streams after their first token. */
        public Optional<Double> tokensPerSecond() {
            return quotient(stats.tokens() * 1_000, stats.tokenMillis());
        }

        private static Optional<Double> quotient(long sum, long count) {
            return count == 0 ? Optional.empty() : Optional.of((double) sum / count);
        }
    }

    /** All targets that were called in the last minute, or whose breaker is open, by name. */
    public Map<String, TargetState> targets() {
        Instant now = clock.instant();
        long window = HealthSnapshot.windowAt(now);
        Map<ModelName, CallStats> stats = new HashMap<>();
        Map<ModelName, BreakerState> breakers = new HashMap<>();
        for (int age = 0; age < WINDOWS; age += 2) {
            HealthSnapshot snapshot = store.read(window - age);
            breakers.putAll(snapshot.breakers());
            snapshot.current().forEach((model, calls) -> stats.merge(model, calls, CallStats::plus));
            snapshot.previous().forEach((model, calls) -> stats.merge(model, calls, CallStats::plus));
        }
        Map<String, TargetState> targets = new TreeMap<>();
        stats.keySet().forEach(model -> targets.put(model.toString(), state(model, stats, breakers, now)));
        breakers.forEach((model, breaker) -> {
            if (breaker.open()) {
                targets.put(model.toString(), state(model, stats, breakers, now));
            }
        });
        return targets;
    }

    private static TargetState state(
            ModelName model, Map<ModelName, CallStats> stats, Map<ModelName, BreakerState> breakers, Instant now) {
        return new TargetState(
                model.toString(),
                stats.getOrDefault(model, CallStats.NONE),
                breakers.getOrDefault(model, BreakerState.NEVER_OPENED),
                now);
    }
}
