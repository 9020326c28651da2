package dev.tollgate.health;

import dev.tollgate.health.BreakerState.State;
import dev.tollgate.route.LatencyStats;
import dev.tollgate.route.ModelName;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Stream;

/** The health of targets as all gateways see it together; ADR 20 has the arithmetic. */
final class SharedHealth {
    /** How long a call waits for the write that claims a trial; then it takes another target. */
    private static final Duration MAX_CLAIM_WAIT = Duration.ofMillis(100);

    private final HealthDependencies dependencies;
    private final CachedHealthSnapshot snapshot;
    private final CircuitBreaker circuitBreaker;
    private final SampledReporter sampledReporter;
    private final LatencyStats latencyStats;
    private volatile long learnedWindow;

    SharedHealth(HealthStore store, LatencyStats latencyStats, HealthDependencies dependencies) {
        this.dependencies = dependencies;
        this.latencyStats = latencyStats;
        this.snapshot = new CachedHealthSnapshot(store, dependencies);
        this.circuitBreaker = new CircuitBreaker("by all gateways", snapshot, dependencies);
        this.sampledReporter = new SampledReporter(snapshot, dependencies);
    }

    /** Starts to read what other gateways reported, if a refresh is due. */
    void refresh() {
        snapshot.refresh(this::learn);
    }

    State state(ModelName model) {
        return circuitBreaker.state(model);
    }

    /** The models whose breaker all gateways have opened. */
    Stream<ModelName> opened() {
        return snapshot.latest().breakers().entrySet().stream()
                .filter(breaker -> breaker.getValue().open())
                .map(Map.Entry::getKey);
    }

    /** When the circuit breaker closed again; the epoch if it never was. */
    Instant recoveredAt(ModelName model) {
        BreakerState breaker = snapshot.of(model);
        return breaker.open() ? Instant.EPOCH : breaker.since();
    }

    boolean claim(ModelName model) {
        return circuitBreaker.isCandidate(model)
                && dependencies.background().within(MAX_CLAIM_WAIT, () -> circuitBreaker.claim(model));
    }

    void succeeded(ModelName model, CallStats success) {
        if (snapshot.of(model).open()) {
            dependencies.background().run(() -> circuitBreaker.succeeded(model));
        } else {
            sampledReporter.record(model, success);
        }
    }

    void failed(ModelName model) {
        if (snapshot.of(model).open()) {
            dependencies.background().run(() -> circuitBreaker.failed(model));
        } else {
            sampledReporter.record(model, CallStats.FAILURE);
        }
    }

    private void learn(HealthSnapshot latest) {
        for (ModelName model : latest.reported()) {
            HealthSnapshot.RecentCalls recent = latest.recent(model, dependencies.now());
            sampledReporter.expect(model, recent.callsPerSecond());
            if (!latest.breaker(model).open() && dependencies.rules().isOutage(recent)) {
                circuitBreaker.open(model, recent, Math.round(recent.callsPerSecond()));
            }
        }
        if (learnedWindow != latest.window()) {
            learnedWindow = latest.window();
            latest.previous().forEach(this::learnLatency);
        }
    }

    /** All reports of a window count as one response of this process. */
    private void learnLatency(ModelName model, CallStats callStats) {
        if (callStats.streams() > 0) {
            latencyStats.recordResponse(
                    model,
                    Duration.ofMillis(callStats.firstTokenMillis() / callStats.streams()),
                    callStats.tokens(),
                    Duration.ofMillis(callStats.tokenMillis()),
                    dependencies.now());
        }
    }
}
