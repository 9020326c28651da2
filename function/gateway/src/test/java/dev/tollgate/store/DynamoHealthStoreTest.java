package dev.tollgate.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tollgate.health.BreakerState;
import dev.tollgate.health.CallStats;
import dev.tollgate.health.HealthSnapshot;
import dev.tollgate.openai.ErrorKind;
import dev.tollgate.openai.GatewayException;
import dev.tollgate.route.ModelName;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The board in DynamoDB Local, seen by two gateways. */
class DynamoHealthStoreTest {
    private static final long WINDOW = HealthSnapshot.windowAt(CountersFixture.START);
    private static final ModelName MODEL = ModelName.of("openrouter/meta-llama/llama-4:free");
    private static CountersFixture counters;

    private DynamoHealthStore one;
    private DynamoHealthStore other;

    @BeforeAll
    static void start() {
        counters = new CountersFixture();
    }

    @AfterAll
    static void stop() {
        counters.close();
    }

    @BeforeEach
    void twoGateways() {
        counters.clearHealth(WINDOW);
        one = counters.board(Clock.systemUTC());
        other = counters.board(Clock.systemUTC());
    }

    @Test
    void reportsOfAllAreAddedUpByWindow() {
        one.report(WINDOW, Map.of(MODEL, new CallStats(20, 0, 0, 20, 5_000, 400, 9_000)));
        other.report(
                WINDOW,
                Map.of(
                        MODEL,
                        new CallStats(60, 60, 3, 0, 0, 0, 0),
                        ModelName.of("p/m"),
                        new CallStats(1, 1, 1, 0, 0, 0, 0)));
        one.report(WINDOW - 1, Map.of(MODEL, new CallStats(7, 0, 0, 0, 0, 0, 0)));

        assertThat(other.read(WINDOW))
                .isEqualTo(new HealthSnapshot(
                        WINDOW,
                        Map.of(),
                        Map.of(
                                MODEL,
                                new CallStats(80, 60, 3, 20, 5_000, 400, 9_000),
                                ModelName.of("p/m"),
                                new CallStats(1, 1, 1, 0, 0, 0, 0)),
                        Map.of(MODEL, new CallStats(7, 0, 0, 0, 0, 0, 0))));
    }

    @Test
    void aBreakerIsReadAsItWasWritten() {
        BreakerState open = breaker(1, 7);
        assertThat(one.replace(MODEL, BreakerState.NEVER_OPENED, open)).isTrue();

        assertThat(other.read(WINDOW).breakers()).isEqualTo(Map.of(MODEL, open));
        assertThat(other.replace(MODEL, open, breaker(2, 8))).isTrue();
        assertThat(one.replace(MODEL, open, breaker(3, 9)))
                .as("changed meanwhile")
                .isFalse();
        assertThat(one.replace(MODEL, BreakerState.NEVER_OPENED, breaker(1, 10)))
                .isFalse();
    }

    @Test
    void ofManyThatClaimATrialAtOnceOneGetsIt() throws Exception {
        BreakerState due = breaker(1, 1);
        one.replace(MODEL, BreakerState.NEVER_OPENED, due);
        List<Callable<Boolean>> claims = new ArrayList<>();
        for (int claim = 0; claim < 32; claim++) {
            DynamoHealthStore board = claim % 2 == 0 ? one : other;
            BreakerState mine = breaker(1, 100 + claim);
            claims.add(() -> board.replace(MODEL, due, mine));
        }

        int won = 0;
        try (ExecutorService threads = Executors.newFixedThreadPool(16)) {
            for (Future<Boolean> claim : threads.invokeAll(claims)) {
                won += claim.get() ? 1 : 0;
            }
        }
        assertThat(won).isOne();
    }

    @Test
    void aClaimWhoseAnswerWasLostIsStillTheClaimers() {
        BreakerState due = breaker(1, 1);
        one.replace(MODEL, BreakerState.NEVER_OPENED, due);
        counters.loseNextAnswer();

        assertThat(one.replace(MODEL, due, breaker(1, 2))).isTrue();
    }

    @Test
    void eachTaskIsOneCall() {
        counters.calls();
        one.report(
                WINDOW,
                Map.of(
                        MODEL,
                        new CallStats(1, 1, 1, 0, 0, 0, 0),
                        ModelName.of("p/m"),
                        new CallStats(1, 1, 1, 0, 0, 0, 0)));
        one.read(WINDOW);
        one.replace(MODEL, BreakerState.NEVER_OPENED, breaker(1, 1));

        assertThat(counters.calls()).isEqualTo(3);
    }

    @Test
    void withoutTheTableItSaysSo() {
        assertThatThrownBy(() -> counters.boardWithoutTable(Clock.systemUTC()).read(WINDOW))
                .isInstanceOf(GatewayException.class)
                .hasFieldOrPropertyWithValue("kind", ErrorKind.STORE_UNAVAILABLE);
    }

    private static BreakerState breaker(int strikes, long stamp) {
        Instant since = CountersFixture.START;
        return new BreakerState(true, strikes, since, since.plusMillis(4_321), 250, stamp);
    }
}
