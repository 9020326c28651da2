package dev.tollgate.health;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tollgate.fake.SteppingClock;
import dev.tollgate.openai.ErrorKind;
import dev.tollgate.provider.DropPolicy;
import dev.tollgate.provider.Provider;
import dev.tollgate.route.LatencyStats;
import dev.tollgate.route.ModelName;
import dev.tollgate.route.RecordedLatencies;
import dev.tollgate.route.Target;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Processes that share a store in memory and a clock. */
class TargetHealthTest {
    private static final Provider P = new Provider("p", "openai", null, null, null);
    private static final Target A = new Target(P, "a", DropPolicy.HINTS);
    private static final Target B = new Target(P, "b", DropPolicy.HINTS);
    private static final Target C = new Target(P, "c", DropPolicy.HINTS);
    private static final Set<ErrorKind> TARGET_FAILURES = EnumSet.of(
            ErrorKind.UPSTREAM_ACCOUNT,
            ErrorKind.UPSTREAM_FAILED,
            ErrorKind.UPSTREAM_OVERLOADED,
            ErrorKind.UPSTREAM_TIMEOUT);

    private final SteppingClock clock = new SteppingClock(HealthSnapshot.start(400_000_000));
    private final InMemoryHealthStore store = new InMemoryHealthStore();
    private final Random random = new Random(42);

    private TargetHealth process() {
        return process(new LatencyStats());
    }

    private TargetHealth process(LatencyStats latencyStats) {
        HealthDependencies in = new HealthDependencies(
                DefaultRules.DEFAULT, clock, random::nextDouble, new BackgroundWork(Runnable::run));
        return new TargetHealth(store, model -> !model.model().equals("unknown"), latencyStats, in);
    }

    @ParameterizedTest
    @EnumSource
    void onlyTheTargetsOwnFailuresCount(ErrorKind kind) {
        TargetHealth health = process();
        fail(health, A, kind, 5);

        assertThat(health.order(List.of(A, B)))
                .isEqualTo(TARGET_FAILURES.contains(kind) ? List.of(B, A) : List.of(A, B));
    }

    @Test
    void fewFailuresOrFewAmongManySuccessesProveNothing() {
        TargetHealth health = process();
        fail(health, A, ErrorKind.UPSTREAM_FAILED, 4);
        IntStream.range(0, 20).forEach(_ -> health.succeeded(B.name()));
        fail(health, B, ErrorKind.UPSTREAM_FAILED, 10);

        assertThat(health.order(List.of(A, B))).containsExactly(A, B);
    }

    @Test
    void oneProcessLearnsFromTheFailuresOfMany() {
        TargetHealth other = process();
        for (int i = 0; i < 5; i++) {
            fail(process(), A, ErrorKind.UPSTREAM_TIMEOUT, 1);
        }
        assertThat(other.order(List.of(A, B))).containsExactly(A, B);

        other.refresh();
        assertThat(other.order(List.of(A, B))).containsExactly(B, A);
    }

    @Test
    void anOpenTargetIsNeverBeforeAClosedOneAndNoneIsLost() {
        TargetHealth health = process();
        fail(health, A, ErrorKind.UPSTREAM_FAILED, 5);
        fail(health, C, ErrorKind.UPSTREAM_FAILED, 5);
        List<Target> targets = new ArrayList<>(List.of(A, B, C, new Target(P, "d", DropPolicy.HINTS)));
        for (int shuffle = 0; shuffle < 100; shuffle++) {
            Collections.shuffle(targets, random);
            List<Target> order = health.order(targets);

            assertThat(order).containsExactlyInAnyOrderElementsOf(targets);
            assertThat(order.subList(2, 4)).containsExactlyInAnyOrder(A, C);
        }
    }

    @Test
    void ifAllAreOpenTheBestIsStillFirst() {
        TargetHealth health = process();
        fail(health, A, ErrorKind.UPSTREAM_FAILED, 5);
        fail(health, B, ErrorKind.UPSTREAM_FAILED, 5);

        assertThat(health.order(List.of(A, B))).containsExactly(A, B);
    }

    @Test
    void onlyOneProcessMakesTheTrial() {
        List<TargetHealth> fleet =
                IntStream.range(0, 50).mapToObj(_ -> process()).toList();
        outage(fleet);
        clock.pass(Duration.ofSeconds(5));
        fleet.forEach(TargetHealth::refresh);

        assertThat(processesCallingA(fleet)).hasSize(1);
    }

    @Test
    void aFailedTrialMakesTheWaitLongerForAll() {
        List<TargetHealth> fleet =
                IntStream.range(0, 50).mapToObj(_ -> process()).toList();
        outage(fleet);
        clock.pass(Duration.ofSeconds(5));
        fleet.forEach(TargetHealth::refresh);
        processesCallingA(fleet).getFirst().failed(A.name(), ErrorKind.UPSTREAM_FAILED);

        clock.pass(Duration.ofSeconds(5));
        fleet.forEach(TargetHealth::refresh);
        assertThat(processesCallingA(fleet)).isEmpty();
        clock.pass(Duration.ofSeconds(5));
        assertThat(processesCallingA(fleet)).hasSize(1);
    }

    @Test
    void aSuccessfulTrialClosesTheBreakerForAllAndOldFailuresAreForgotten() {
        List<TargetHealth> fleet =
                IntStream.range(0, 50).mapToObj(_ -> process()).toList();
        outage(fleet);
        clock.pass(Duration.ofSeconds(5));
        fleet.forEach(TargetHealth::refresh);
        processesCallingA(fleet).getFirst().succeeded(A.name());
        clock.pass(Duration.ofSeconds(3));
        fleet.forEach(TargetHealth::refresh);

        assertThat(processesCallingA(fleet)).hasSize(50);
    }

    @Test
    void aCallFromBeforeTheOutageDoesNotCloseTheBreaker() {
        TargetHealth health = process();
        fail(health, A, ErrorKind.UPSTREAM_FAILED, 5);
        health.succeeded(A.name());

        assertThat(health.order(List.of(A, B))).containsExactly(B, A);
    }

    @Test
    void withoutTheStoreEachProcessUsesWhatItSeesItself() {
        store.down(true);
        TargetHealth health = process();
        health.refresh();
        fail(health, A, ErrorKind.UPSTREAM_FAILED, 5);
        assertThat(health.order(List.of(A, B))).containsExactly(B, A);

        clock.pass(Duration.ofSeconds(5));
        health.refresh();
        assertThat(health.order(List.of(A, B))).as("its own trial").containsExactly(A, B);
        health.succeeded(A.name());
        health.settle();
        assertThat(health.order(List.of(A, B))).containsExactly(A, B);
    }

    @Test
    void callsFromBeforeALongFreezeAreNotReported() {
        TargetHealth health = process();
        fail(health, A, ErrorKind.UPSTREAM_FAILED, 2);
        clock.pass(Duration.ofHours(1));
        fail(health, A, ErrorKind.UPSTREAM_FAILED, 1);

        assertThat(store.reported(HealthSnapshot.windowAt(clock.instant())))
                .containsExactly(Map.entry(A.name(), CallStats.FAILURE));
    }

    @Test
    void aModelThatNoAliasNamesIsNotShared() {
        ModelName unknown = new ModelName("p", "unknown");
        fail(process(), new Target(P, unknown.model(), DropPolicy.HINTS), ErrorKind.UPSTREAM_FAILED, 9);

        assertThat(store.writes()).isZero();
    }

    @Test
    void latenciesAreLearnedFromOthers() {
        TargetHealth quick = process();
        ResponseLatency latency = new ResponseLatency(Duration.ofMillis(250), 100, Duration.ofMillis(500));
        IntStream.range(0, 200).forEach(_ -> quick.succeeded(A.name(), latency));
        clock.pass(HealthSnapshot.WINDOW);
        LatencyStats latencyStats = new LatencyStats();
        process(latencyStats).refresh();

        assertThat(RecordedLatencies.firstTokenMillis(latencyStats, A.name(), clock.instant()))
                .isEqualTo(250);
    }

    /** Lets every process see one failure, which together open the breaker. */
    private void outage(List<TargetHealth> fleet) {
        fleet.forEach(health -> fail(health, A, ErrorKind.UPSTREAM_FAILED, 1));
        fleet.getFirst().refresh();
    }

    private static List<TargetHealth> processesCallingA(List<TargetHealth> fleet) {
        return fleet.stream()
                .filter(health -> health.order(List.of(A, B)).getFirst().equals(A))
                .toList();
    }

    private static void fail(TargetHealth health, Target target, ErrorKind kind, int times) {
        IntStream.range(0, times).forEach(_ -> health.failed(target.name(), kind));
    }
}
