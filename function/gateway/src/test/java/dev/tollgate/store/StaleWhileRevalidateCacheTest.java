package dev.tollgate.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.tollgate.fake.SteppingClock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class StaleWhileRevalidateCacheTest {
    private static final Duration TTL = Duration.ofSeconds(30);

    private final SteppingClock clock = new SteppingClock();
    private final AtomicInteger reads = new AtomicInteger();
    private volatile boolean down;
    private final StaleWhileRevalidateCache<Integer> value =
            new StaleWhileRevalidateCache<>("a test's value", TTL, clock, this::read);

    @Test
    void isReadOnceWhileItIsFresh() {
        assertThat(value.get()).isEqualTo(1);
        clock.pass(TTL.minusMillis(1));
        assertThat(value.get()).isEqualTo(1);
        assertThat(reads).hasValue(1);
    }

    @Test
    void isServedOldAndRenewedInTheBackground() {
        value.get();
        clock.pass(TTL);

        assertThat(value.get()).isEqualTo(1);
        Awaitility.await().until(() -> value.get() == 2);
        assertThat(reads).hasValue(2);
    }

    @Test
    void isReadAgainBeforeItIsServedWhenItSleptForLong() {
        value.get();
        clock.pass(TTL.multipliedBy(10));

        assertThat(value.get()).isEqualTo(2);
    }

    @Test
    void servesTheOldOneWhileTheStoreIsDownButNotForever() {
        value.get();
        down = true;

        clock.pass(TTL.multipliedBy(59));
        assertThat(value.get()).isEqualTo(1);
        clock.pass(TTL);
        assertThatIllegalStateException().isThrownBy(value::get).withMessage("down");
    }

    @Test
    void inAnOutageOneWaitsForAllWhoAskLater() {
        CountDownLatch gone = new CountDownLatch(1);
        StaleWhileRevalidateCache<Integer> slow = new StaleWhileRevalidateCache<>("a slow value", TTL, clock, () -> {
            if (reads.get() > 1) {
                join(gone);
            }
            return read();
        });
        slow.get();
        down = true;
        clock.pass(TTL.multipliedBy(20));
        assertThat(slow.get()).isEqualTo(1);
        assertThat(reads).hasValue(2);

        clock.pass(TTL);
        assertThat(slow.get()).isEqualTo(1);
        gone.countDown();
    }

    @Test
    void leavesAStoreThatFailedAloneForAMoment() {
        down = true;
        assertThatIllegalStateException().isThrownBy(value::get);
        assertThatIllegalStateException().isThrownBy(value::get);
        assertThat(reads).hasValue(1);

        down = false;
        clock.pass(Duration.ofSeconds(1));
        assertThat(value.get()).isEqualTo(2);
    }

    @Test
    void isReadOnceForAllWhoAskAtTheSameTime() throws Exception {
        CountDownLatch reading = new CountDownLatch(1);
        CountDownLatch answer = new CountDownLatch(1);
        StaleWhileRevalidateCache<Integer> slow = new StaleWhileRevalidateCache<>("a slow value", TTL, clock, () -> {
            reading.countDown();
            join(answer);
            return read();
        });
        Callable<Integer> ask = slow::get;

        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Integer> first = callers.submit(ask);
            reading.await();
            List<Future<Integer>> others =
                    List.of(callers.submit(ask), callers.submit(ask), callers.submit(ask), callers.submit(ask));
            answer.countDown();
            assertThat(first.get()).isEqualTo(1);
            for (Future<Integer> other : others) {
                assertThat(other.get()).isEqualTo(1);
            }
        }
        assertThat(reads).hasValue(1);
    }

    @Test
    void isReadAgainAfterALoadThatBroke() {
        StaleWhileRevalidateCache<Integer> broken =
                new StaleWhileRevalidateCache<>("a broken value", TTL, clock, () -> {
                    if (reads.incrementAndGet() == 1) {
                        throw new AssertionError("broken");
                    }
                    return 2;
                });

        assertThatExceptionOfType(AssertionError.class).isThrownBy(broken::get).withMessage("broken");
        assertThat(broken.get()).isEqualTo(2);
    }

    private int read() {
        int count = reads.incrementAndGet();
        if (down) {
            throw new IllegalStateException("down");
        }
        return count;
    }

    private static void join(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException stop) {
            throw new IllegalStateException(stop);
        }
    }
}
