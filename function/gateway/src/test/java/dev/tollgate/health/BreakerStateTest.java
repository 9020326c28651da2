package dev.tollgate.health;

import static dev.tollgate.health.BreakerState.State.CLOSED;
import static dev.tollgate.health.BreakerState.State.HALF_OPEN;
import static dev.tollgate.health.BreakerState.State.OPEN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tollgate.fake.SteppingClock;
import dev.tollgate.health.BreakerState.State;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The states of a breaker by its history, without jitter and with the default rules. */
class BreakerStateTest {
    private final SteppingClock clock = new SteppingClock();
    private final HealthDependencies in =
            new HealthDependencies(DefaultRules.DEFAULT, clock, () -> 0, new BackgroundWork(Runnable::run));

    enum Step {
        OPENED,
        CLAIMED,
        REOPENED,
        CLOSED_AGAIN
    }

    static Stream<Arguments> histories() {
        return Stream.of(
                Arguments.of(List.of(), 0, CLOSED),
                Arguments.of(List.of(Step.OPENED), 0, OPEN),
                Arguments.of(List.of(Step.OPENED), 4_999, OPEN),
                Arguments.of(List.of(Step.OPENED), 5_000, HALF_OPEN),
                Arguments.of(List.of(Step.OPENED), 3_600_000, HALF_OPEN),
                Arguments.of(List.of(Step.OPENED, Step.CLAIMED), 0, OPEN),
                Arguments.of(List.of(Step.OPENED, Step.CLAIMED), 29_999, OPEN),
                Arguments.of(List.of(Step.OPENED, Step.CLAIMED), 30_000, HALF_OPEN),
                Arguments.of(List.of(Step.OPENED, Step.CLAIMED, Step.CLOSED_AGAIN), 0, CLOSED),
                Arguments.of(List.of(Step.OPENED, Step.CLAIMED, Step.REOPENED), 9_999, OPEN),
                Arguments.of(List.of(Step.OPENED, Step.CLAIMED, Step.REOPENED), 10_000, HALF_OPEN),
                Arguments.of(List.of(Step.OPENED, Step.REOPENED, Step.REOPENED, Step.REOPENED), 39_999, OPEN),
                Arguments.of(List.of(Step.OPENED, Step.REOPENED, Step.REOPENED, Step.REOPENED), 40_000, HALF_OPEN),
                Arguments.of(List.of(Step.OPENED, Step.CLOSED_AGAIN, Step.OPENED), 5_000, OPEN),
                Arguments.of(List.of(Step.OPENED, Step.CLOSED_AGAIN, Step.OPENED), 10_000, HALF_OPEN));
    }

    @ParameterizedTest(name = "{0}, {1} ms ago: {2}")
    @MethodSource("histories")
    void stateByHistory(List<Step> history, long millisAgo, State expected) {
        BreakerState breaker = BreakerState.NEVER_OPENED;
        for (Step step : history) {
            breaker = apply(step).apply(breaker);
        }
        clock.pass(Duration.ofMillis(millisAgo));

        assertThat(breaker.state(in.now())).isEqualTo(expected);
    }

    @ParameterizedTest(name = "after {0} strikes")
    @MethodSource("waits")
    void theWaitDoublesUpToTheMaximum(int strikes, int seconds) {
        BreakerState breaker = BreakerState.NEVER_OPENED.opened(in, 1);
        for (int strike = 1; strike < strikes; strike++) {
            breaker = breaker.reopened(in);
        }

        assertThat(Duration.between(in.now(), breaker.retryAt())).hasSeconds(seconds);
    }

    static Stream<Arguments> waits() {
        return Stream.of(
                Arguments.of(1, 5),
                Arguments.of(2, 10),
                Arguments.of(5, 80),
                Arguments.of(6, 120),
                Arguments.of(70, 120));
    }

    @ParameterizedTest(name = "closed {0} s ago")
    @MethodSource("relapses")
    void aTargetThatFailsAgainSoonWaitsLonger(int secondsAgo, int strikes) {
        BreakerState closed =
                BreakerState.NEVER_OPENED.opened(in, 1).reopened(in).closed(in);
        clock.pass(Duration.ofSeconds(secondsAgo));

        assertThat(closed.opened(in, 1).strikes()).isEqualTo(strikes);
    }

    static Stream<Arguments> relapses() {
        return Stream.of(Arguments.of(0, 3), Arguments.of(120, 3), Arguments.of(121, 1));
    }

    private UnaryOperator<BreakerState> apply(Step step) {
        return switch (step) {
            case OPENED -> before -> before.opened(in, 1);
            case CLAIMED -> before -> before.claimed(in);
            case REOPENED -> before -> before.reopened(in);
            case CLOSED_AGAIN -> before -> before.closed(in);
        };
    }
}
