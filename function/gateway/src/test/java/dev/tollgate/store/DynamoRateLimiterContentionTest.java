package dev.tollgate.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tollgate.limit.RateLimitKey;
import dev.tollgate.limit.RateLimits;
import dev.tollgate.limit.RateReservation;
import dev.tollgate.limit.SlidingWindow;
import dev.tollgate.openai.ErrorKind;
import dev.tollgate.openai.GatewayException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Many callers at once, in several environments. */
class DynamoRateLimiterContentionTest extends CountersTest {
    private static final int THREADS = 16;
    private static final int TRIES = 20;
    private static final Duration CALL = Duration.ofMinutes(10);

    @Test
    void exactlyTheLimitOfRequestsIsGranted() throws Exception {
        RateLimits rateLimits = new RateLimits(100L, null, null);

        assertThat(grants(rateLimits, 0, Duration.ZERO)).hasSize(100);
    }

    /** Over many slots, and less than a minute in all. */
    @Test
    void exactlyTheLimitOfRequestsIsGrantedAsTimePasses() throws Exception {
        RateLimits rateLimits = new RateLimits(100L, null, null);

        assertThat(grants(rateLimits, 0, Duration.ofSeconds(55).dividedBy(THREADS * TRIES)))
                .hasSize(100);
    }

    @Test
    void exactlyTheLimitOfTokensIsGranted() throws Exception {
        RateLimits rateLimits = new RateLimits(null, 1_000L, null);

        assertThat(grants(rateLimits, 10, Duration.ZERO)).hasSize(100);
    }

    @Test
    void theSlotsKeepTheirSumsWhileTheyRoll() throws Exception {
        RateLimits rateLimits = new RateLimits(1_000L, 100_000L, 100L);
        List<DynamoRateLimiter> environments = environments(clock);

        inThreads(thread -> {
            for (int attempt = 0; attempt < TRIES; attempt++) {
                DynamoRateLimiter limits = environments.get(thread % environments.size());
                RateReservation reservation = limits.reserve(
                        RateLimitKey.ofKey(key, rateLimits), 20, clock.instant().plus(CALL));
                if (thread == 0) {
                    clock.pass(Duration.ofSeconds(7));
                }
                limits.settle(reservation, ThreadLocalRandom.current().nextLong(40));
            }
            return thread;
        });

        SlidingWindow window = CounterItem.window(counters.item(key));
        assertThat(counters.item(key).get("requests_used").n()).isEqualTo(Long.toString(window.requests()));
        assertThat(counters.item(key).get("tokens_used").n()).isEqualTo(Long.toString(window.tokens()));
        assertThat(window.inFlight()).isZero();
    }

    @Test
    void neverMoreUnderWayThanAllowed() throws Exception {
        RateLimits rateLimits = new RateLimits(null, null, 5L);
        List<DynamoRateLimiter> environments = environments(Clock.systemUTC());
        AtomicInteger underWay = new AtomicInteger();
        AtomicInteger granted = new AtomicInteger();

        List<Integer> most = inThreads(thread -> {
            int seen = 0;
            for (int attempt = 0; attempt < 50; attempt++) {
                DynamoRateLimiter limits = environments.get(attempt % environments.size());
                try {
                    RateReservation reservation = limits.reserve(
                            RateLimitKey.ofKey(key, rateLimits),
                            0,
                            Instant.now().plus(CALL));
                    granted.incrementAndGet();
                    seen = Math.max(seen, underWay.incrementAndGet());
                    underWay.decrementAndGet();
                    limits.settle(reservation, 0);
                } catch (GatewayException refusal) {
                    assertThat(refusal.kind()).isEqualTo(ErrorKind.CONCURRENCY_EXCEEDED);
                }
            }
            return seen;
        });

        assertThat(most).allMatch(seen -> seen <= 5);
        assertThat(granted).as("slots were used again").hasValueGreaterThan(5);
        assertThat(CounterItem.window(counters.item(key)).inFlight()).isZero();
    }

    @Test
    void callsOfOneProcessShareTheirWrites() throws Exception {
        RateLimits rateLimits = new RateLimits(1_000L, 100_000L, 100L);
        RateLimitKey rateLimitKey = RateLimitKey.ofKey(key, rateLimits);
        limits.settle(limits.reserve(rateLimitKey, 20, clock.instant().plus(CALL)), 20);
        var _ = counters.calls();

        inThreads(thread -> {
            for (int attempt = 0; attempt < TRIES; attempt++) {
                limits.settle(limits.reserve(rateLimitKey, 20, clock.instant().plus(CALL)), 15);
            }
            return thread;
        });

        assertThat(counters.calls()).isLessThan(2 * THREADS * TRIES / 2);
        SlidingWindow window = CounterItem.window(counters.item(key));
        assertThat(List.of(window.requests(), window.tokens(), window.inFlight()))
                .containsExactly(THREADS * TRIES + 1L, 15L * THREADS * TRIES + 20, 0L);
    }

    /** What all threads get that ask so often, and so much later each time. */
    private List<RateReservation> grants(RateLimits rateLimits, long tokens, Duration between) throws Exception {
        List<DynamoRateLimiter> environments = environments(clock);
        List<List<RateReservation>> granted = inThreads(thread -> {
            List<RateReservation> mine = new ArrayList<>();
            for (int attempt = 0; attempt < TRIES; attempt++) {
                try {
                    mine.add(environments
                            .get(thread % environments.size())
                            .reserve(
                                    RateLimitKey.ofKey(key, rateLimits),
                                    tokens,
                                    clock.instant().plus(CALL)));
                } catch (GatewayException refusal) {
                    assertThat(refusal.kind()).isIn(ErrorKind.REQUEST_RATE_EXCEEDED, ErrorKind.TOKEN_RATE_EXCEEDED);
                }
                clock.pass(between);
            }
            return mine;
        });
        return granted.stream().flatMap(List::stream).toList();
    }

    private static List<DynamoRateLimiter> environments(Clock time) {
        return List.of(counters.environment(time), counters.environment(time));
    }

    private interface Work<T> {
        T of(int thread) throws Exception;
    }

    private static <T> List<T> inThreads(Work<T> work) throws Exception {
        try (ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
            List<Callable<T>> tasks = new ArrayList<>();
            for (int thread = 0; thread < THREADS; thread++) {
                int number = thread;
                tasks.add(() -> work.of(number));
            }
            List<T> results = new ArrayList<>();
            for (Future<T> result : threads.invokeAll(tasks)) {
                results.add(result.get());
            }
            return results;
        }
    }
}
