package dev.tollgate.responsecache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.tollgate.bill.CacheStatus;
import dev.tollgate.call.CacheDirectives;
import dev.tollgate.call.ResponseSink.CacheNote;
import dev.tollgate.fake.InMemoryResponseStore;
import dev.tollgate.fake.SteppingClock;
import dev.tollgate.openai.CachePolicy;
import dev.tollgate.openai.ErrorKind;
import dev.tollgate.openai.GatewayException;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Equal requests at once, at one gateway and at several. */
@Timeout(60)
final class SingleFlightTest {
    private static final CachePolicy POLICY =
            new CachePolicy(3_600, CachePolicy.Scope.KEY, 1_000_000, BigDecimal.ZERO, null);

    private final SteppingClock clock = new SteppingClock();
    private final InMemoryResponseStore store = new InMemoryResponseStore(clock);
    private final AtomicInteger asked = new AtomicInteger();
    private final AtomicInteger requests = new AtomicInteger();
    private final CachedCall.Services services = gateway();

    @Test
    void ofManyAtOnceOneAsksAndAllGetItsAnswer() throws Exception {
        oneAsksFor(IntStream.range(0, 1_000).mapToObj(_ -> caller(services)).toList());
    }

    @Test
    void ofManyAtSeveralGatewaysOneAsks() throws Exception {
        List<CachedCall.Services> gateways =
                IntStream.range(0, 4).mapToObj(_ -> gateway()).toList();
        oneAsksFor(IntStream.range(0, 400)
                .mapToObj(number -> caller(gateways.get(number % gateways.size())))
                .toList());
    }

    private void oneAsksFor(List<CachedCaller> callers) {
        CountDownLatch release = new CountDownLatch(1);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (CachedCaller caller : callers) {
                var _ = threads.submit(() -> caller.run(() -> {
                    asked.incrementAndGet();
                    uninterruptibly(release);
                    caller.answer(SampleAnswers.says("Hello"));
                }));
            }
            await().until(() -> asked.get() == 1);
            release.countDown();
        }
        assertThat(asked).hasValue(1);
        assertThat(callers).allMatch(caller -> caller.text().equals("Hello"));
        assertThat(callers).filteredOn(SingleFlightTest::hit).hasSize(callers.size() - 1);
    }

    @Test
    void theOthersGoOnAloneWhenTheFirstOneFails() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        CachedCaller first = caller(services);
        CachedCaller second = caller(services);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var failing = threads.submit(() -> first.run(() -> {
                asked.incrementAndGet();
                uninterruptibly(release);
                throw new GatewayException(ErrorKind.UPSTREAM_FAILED, "It failed.");
            }));
            await().until(() -> asked.get() == 1);
            var alone = threads.submit(() -> second.run(asked, SampleAnswers.says("Hello")));
            release.countDown();
            alone.get();
            assertThatThrownBy(failing::get).hasRootCauseMessage("It failed.");
        }
        assertThat(asked).hasValue(2);
        assertThat(second.text()).isEqualTo("Hello");
        assertThat(hit(second)).isFalse();
    }

    @Test
    void oneOfTheOthersTakesThePlaceOfAFirstOneWhoseClientIsGone() throws Exception {
        CountDownLatch disconnect = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        CachedCaller first = caller(services);
        List<CachedCaller> others =
                IntStream.range(0, 100).mapToObj(_ -> caller(services)).toList();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var gone = threads.submit(() -> first.run(() -> {
                asked.incrementAndGet();
                uninterruptibly(disconnect);
                throw new GatewayException(ErrorKind.CLIENT_GONE, "It is gone.");
            }));
            await().until(() -> asked.get() == 1);
            for (CachedCaller other : others) {
                var _ = threads.submit(() -> other.run(() -> {
                    asked.incrementAndGet();
                    uninterruptibly(release);
                    other.answer(SampleAnswers.says("Hello"));
                }));
            }
            await().until(() -> others.stream().allMatch(other -> other.client.isWatched()));
            disconnect.countDown();
            assertThatThrownBy(gone::get).hasRootCauseMessage("It is gone.");
            await().until(() -> asked.get() == 2);
            release.countDown();
        }
        assertThat(asked).hasValue(2);
        assertThat(others).allMatch(other -> other.text().equals("Hello"));
        assertThat(others).filteredOn(SingleFlightTest::hit).hasSize(others.size() - 1);
    }

    private static boolean hit(CachedCaller caller) {
        return caller.client.head.cache().flatMap(CacheNote::status).equals(Optional.of(CacheStatus.HIT));
    }

    private CachedCall.Services gateway() {
        return new CachedCall.Services(
                store, new TolerantStore(clock), new SingleFlight(), Duration.ofSeconds(20), clock);
    }

    private CachedCaller caller(CachedCall.Services gateway) {
        return new CachedCaller(gateway, "r" + requests.incrementAndGet(), POLICY, CacheDirectives.NONE);
    }

    private static void uninterruptibly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }
}
