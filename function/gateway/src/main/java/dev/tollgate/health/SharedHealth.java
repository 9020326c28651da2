package dev.tollgate.health;

import dev.tollgate.health.Breaker.State;
import dev.tollgate.route.ModelName;
import dev.tollgate.route.Paces;
import java.time.Duration;
import java.time.Instant;

/** What all gateways have seen of the targets together; docs/adr/0021 has the arithmetic. */
final class SharedHealth {
    /** One call waits so long for the write that makes the trial its own; then it takes another target. */
    private static final Duration CLAIM = Duration.ofMillis(100);

    private final Surroundings in;
    private final SharedBoard board;
    private final Circuit circuit;
    private final Reports reports;
    private final Paces paces;
    private volatile long learntWindow;

    SharedHealth(HealthBoard port, Paces paces, Surroundings in) {
        this.in = in;
        this.paces = paces;
        this.board = new SharedBoard(port, in);
        this.circuit = new Circuit("by all gateways", board, in);
        this.reports = new Reports(board, in);
    }

    /** Begins to read what others have seen, if it is time to. */
    void refresh() {
        board.refresh(this::learn);
    }

    State state(ModelName model) {
        return circuit.state(model);
    }

    /** When the target has answered again after it was passed over; long ago where it never was. */
    Instant answeredAgainAt(ModelName model) {
        Breaker breaker = board.of(model);
        return breaker.open() ? Instant.EPOCH : breaker.since();
    }

    boolean claim(ModelName model) {
        return circuit.drawn(model) && in.background().within(CLAIM, () -> circuit.claim(model));
    }

    void answered(ModelName model, Tally answer) {
        if (board.of(model).open()) {
            in.background().run(() -> circuit.answered(model));
        } else {
            reports.note(model, answer);
        }
    }

    void failed(ModelName model) {
        if (board.of(model).open()) {
            in.background().run(() -> circuit.failed(model));
        } else {
            reports.note(model, Tally.FAILURE);
        }
    }

    private void learn(Board read) {
        for (ModelName model : read.reported()) {
            Board.Recent recent = read.recent(model, in.now());
            reports.expect(model, recent.callsPerSecond());
            if (!read.breaker(model).open() && in.rules().outage(recent)) {
                circuit.open(model, recent, Math.round(recent.callsPerSecond()));
            }
        }
        if (learntWindow != read.window()) {
            learntWindow = read.window();
            read.previous().forEach(this::learnPace);
        }
    }

    /** All that was reported in a window counts as one answer of this process's own. */
    private void learnPace(ModelName model, Tally tally) {
        if (tally.streams() > 0) {
            paces.answered(
                    model,
                    Duration.ofMillis(tally.firstTokenMillis() / tally.streams()),
                    tally.tokens(),
                    Duration.ofMillis(tally.tokenMillis()),
                    in.now());
        }
    }
}
