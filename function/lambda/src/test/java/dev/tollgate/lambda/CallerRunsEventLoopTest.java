package dev.tollgate.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Tests what Netty and Vert.x rely on: one task at a time, in order, none lost. */
class CallerRunsEventLoopTest {
    private final List<Throwable> failures = Collections.synchronizedList(new ArrayList<>());
    private final CallerRunsEventLoop loop = new CallerRunsEventLoop(failures::add);

    @Test
    void aTaskRunsOnTheThreadThatBringsIt() {
        List<Thread> threads = new ArrayList<>();
        loop.execute(() -> threads.add(Thread.currentThread()));

        assertThat(threads).containsExactly(Thread.currentThread());
        assertThat(loop.inEventLoop()).isFalse();
    }

    @Test
    void aTaskOfATaskRunsAfterIt() {
        List<String> order = new ArrayList<>();
        loop.execute(() -> {
            loop.execute(() -> order.add("second"));
            order.add("first, " + loop.inEventLoop());
        });

        assertThat(order).containsExactly("first, true", "second");
    }

    @Test
    void aTaskThatComesMeanwhileRunsOnTheThreadThatRunsOne() throws Exception {
        CountDownLatch started = new CountDownLatch(1);
        CountDownLatch brought = new CountDownLatch(1);
        List<Thread> ran = Collections.synchronizedList(new ArrayList<>());
        Thread runner = Thread.ofPlatform()
                .start(() -> loop.execute(() -> {
                    started.countDown();
                    await(brought);
                }));
        started.await();
        loop.execute(() -> ran.add(Thread.currentThread()));
        assertThat(ran).isEmpty();
        brought.countDown();
        runner.join();

        assertThat(ran).containsExactly(runner);
    }

    @Test
    void noTaskOfManyThreadsIsLostOrOverlapsAnother() throws Exception {
        AtomicInteger running = new AtomicInteger();
        List<Integer> most = new ArrayList<>();
        int[] ran = {0};
        List<Thread> threads = IntStream.range(0, 8)
                .mapToObj(_ -> Thread.ofPlatform().start(() -> {
                    for (int i = 0; i < 2_000; i++) {
                        loop.execute(() -> {
                            if (running.incrementAndGet() > 1) {
                                most.add(running.get());
                            }
                            ran[0]++;
                            running.decrementAndGet();
                        });
                    }
                }))
                .toList();
        for (Thread thread : threads) {
            thread.join();
        }

        int[] seen = {0};
        loop.execute(() -> seen[0] = ran[0]);
        assertThat(seen[0]).isEqualTo(16_000);
        assertThat(most).isEmpty();
    }

    @Test
    void aFailedTaskIsReportedAndTheNextOneRuns() {
        List<String> ran = new ArrayList<>();
        loop.execute(() -> {
            loop.execute(() -> ran.add("next"));
            throw new AssertionError("broken");
        });

        assertThat(ran).containsExactly("next");
        assertThat(failures).singleElement().isInstanceOf(AssertionError.class);
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }
}
