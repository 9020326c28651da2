package dev.tollgate.health;

import dev.tollgate.health.BreakerState.State;
import dev.tollgate.route.LatencyStats;
import dev.tollgate.route.ModelName;
import java.time.Duration;
import java.time.Instant;

/** What all gateways have seen of the targets together; docs/adr/0021 has the arithmetic. */
final class SharedHealth {
    /** One call waits so long for the write that makes the trial its own; then it takes another target. */
    private static final Duration CLAIM = Duration.ofMillis(100);

    private final HealthDependencies in;
    private final CachedHealthSnapshot board;
    private final CircuitBreaker circuitBreaker;
    private final SampledReporter sampledReporter;
    private final LatencyStats latencyStats;
    private volatile long learntWindow;

    SharedHealth(HealthStore port, LatencyStats latencyStats, HealthDependencies in) {
        this.in = in;
        this.latencyStats = latencyStats;
        this.board = new CachedHealthSnapshot(port, in);
        this.circuitBreaker = new CircuitBreaker("by all gateways", board, in);
        this.sampledReporter = new SampledReporter(board, in);
    }

    /** Begins to read what others have seen, if it is time to. */
    void refresh() {
        board.refresh(this::learn);
    }

    State state(ModelName model) {
        return circuitBreaker.state(model);
    }

    /** When the target has answered again after it was passed over; long ago where it never was. */
    Instant answeredAgainAt(ModelName model) {
        BreakerState breaker = board.of(model);
        return breaker.open() ? Instant.EPOCH : breaker.since();
    }

    boolean claim(ModelName model) {
        return circuitBreaker.drawn(model) && in.background().within(CLAIM, () -> circuitBreaker.claim(model));
    }

    void answered(ModelName model, CallStats answer) {
        if (board.of(model).open()) {
            in.background().run(() -> circuitBreaker.answered(model));
        } else {
            sampledReporter.note(model, answer);
        }
    }

    void failed(ModelName model) {
        if (board.of(model).open()) {
            in.background().run(() -> circuitBreaker.failed(model));
        } else {
            sampledReporter.note(model, CallStats.FAILURE);
        }
    }

    private void learn(HealthSnapshot read) {
        for (ModelName model : read.reported()) {
            HealthSnapshot.Recent recent = read.recent(model, in.now());
            sampledReporter.expect(model, recent.callsPerSecond());
            if (!read.breaker(model).open() && in.rules().outage(recent)) {
                circuitBreaker.open(model, recent, Math.round(recent.callsPerSecond()));
            }
        }
        if (learntWindow != read.window()) {
            learntWindow = read.window();
            read.previous().forEach(this::learnPace);
        }
    }

    /** All that was reported in a window counts as one answer of this process's own. */
    private void learnPace(ModelName model, CallStats callStats) {
        if (callStats.streams() > 0) {
            latencyStats.answered(
                    model,
                    Duration.ofMillis(callStats.firstTokenMillis() / callStats.streams()),
                    callStats.tokens(),
                    Duration.ofMillis(callStats.tokenMillis()),
                    in.now());
        }
    }
}
