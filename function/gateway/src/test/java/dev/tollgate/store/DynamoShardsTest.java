package dev.tollgate.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tollgate.limit.RateLimits;
import dev.tollgate.limit.RateReservation;
import dev.tollgate.limit.SlidingWindow;
import dev.tollgate.openai.ErrorKind;
import dev.tollgate.openai.GatewayException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Limits that are split over several counters hold as a whole. */
class DynamoShardsTest extends CountersTest {
    @Test
    void exactlyTheWholeLimitIsGrantedWhoeverAsks() throws Exception {
        RateLimits rateLimits = new RateLimits(100L, null, null, 3);
        List<KeyCaller> environments =
                List.of(caller.in(counters.environment(clock)), caller.in(counters.environment(clock)));

        long granted = 0;
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<Integer>> asking = new ArrayList<>();
            for (int i = 0; i < 200; i++) {
                KeyCaller environment = environments.get(i % 2);
                asking.add(() -> granted(environment, rateLimits));
            }
            for (Future<Integer> answer : threads.invokeAll(asking)) {
                granted += answer.get();
            }
        }

        assertThat(granted).isEqualTo(100);
        assertThat(windows(3)).extracting(SlidingWindow::requests).containsExactly(34L, 33L, 33L);
        assertThat(counters.item(key)).as("the counter of an undivided limit").isEmpty();
    }

    private static int granted(KeyCaller environment, RateLimits rateLimits) {
        try {
            environment.reserve(rateLimits, 0);
            return 1;
        } catch (GatewayException refusal) {
            assertThat(refusal.kind()).isEqualTo(ErrorKind.REQUEST_RATE_EXCEEDED);
            assertThat(refusal).hasMessageStartingWith("Rate limit reached: 100 requests per minute.");
            return 0;
        }
    }

    @Test
    void callersAreToldOfTheWhole() {
        RateLimits rateLimits = new RateLimits(8L, 1_000L, null, 4);

        RateReservation first = caller.reserve(rateLimits, 50);

        assertThat(first.left().requests().limit()).isEqualTo(8);
        assertThat(first.left().requests().remaining()).isEqualTo(4);
        assertThat(first.left().tokens().remaining()).isEqualTo(800);
    }

    @Test
    void theShardThatHasRoomAgainSoonestTellsTheWait() {
        RateLimits rateLimits = new RateLimits(2L, null, null, 2);
        caller.reserve(rateLimits, 0);
        clock.pass(Duration.ofSeconds(20));
        caller.reserve(rateLimits, 0);

        assertThat(caller.refusal(rateLimits, 0).retryAfter()).isEqualTo(Duration.ofSeconds(43));
        clock.pass(Duration.ofSeconds(43));
        caller.reserve(rateLimits, 0);
        caller.refusal(rateLimits, 0);
    }

    @Test
    void whatIsLargerThanAPartGetsAnErrorThatSaysSo() {
        GatewayException refusal = caller.refusal(new RateLimits(null, 100L, null, 4), 26);

        assertThat(refusal.retryable()).isFalse();
        assertThat(refusal).hasMessageContaining("about 26 tokens, and the limit is split into 4 parts of 25 tokens");
    }

    @Test
    void whatIsSettledOrCancelledGoesBackToItsOwnShard() {
        RateLimits rateLimits = new RateLimits(9L, 900L, 9L, 3);
        List<RateReservation> taken = IntStream.range(0, 9)
                .mapToObj(_ -> caller.reserve(rateLimits, 100))
                .toList();
        assertThat(caller.refusal(rateLimits, 1).kind()).isEqualTo(ErrorKind.REQUEST_RATE_EXCEEDED);

        taken.subList(0, 4).forEach(limits::cancel);
        taken.subList(4, 9).forEach(reservation -> limits.settle(reservation, 60));

        assertThat(windows(3).stream().mapToLong(SlidingWindow::requests).sum()).isEqualTo(5);
        assertThat(windows(3).stream().mapToLong(SlidingWindow::tokens).sum()).isEqualTo(300);
        assertThat(windows(3)).extracting(SlidingWindow::inFlight).containsOnly(0L);
    }

    @Test
    void tokensUsedBeyondAPartCountInIt() {
        RateLimits rateLimits = new RateLimits(null, 100L, null, 2);
        RateReservation first = caller.reserve(rateLimits, 50);
        clock.pass(Duration.ofSeconds(70));

        limits.settle(first, 200);

        assertThat(caller.reserve(rateLimits, 50).counter()).isNotEqualTo(first.counter());
        caller.refusal(rateLimits, 50);
    }

    private List<SlidingWindow> windows(int shards) {
        return IntStream.range(0, shards)
                .mapToObj(shard -> CounterItem.window(counters.item(key + "#" + shard)))
                .toList();
    }
}
