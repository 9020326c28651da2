package dev.tollgate.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.SdkClientException;

/** A burst at a store that is slow: with as many attempts again, none of them would be in time. */
class WriteBackoffTest {
    private static final int WRITERS = 32;

    private final CountDownLatch allAtFirst = new CountDownLatch(WRITERS);
    private final CountDownLatch moreThanAllowed = new CountDownLatch(WriteBackoff.REPEATED_AT_ONCE + 1);
    private final AtomicInteger repeating = new AtomicInteger();
    private final AtomicInteger most = new AtomicInteger();

    @Test
    void repetitionsAreFewAtATime() {
        List<AtomicInteger> attempts =
                Collections.nCopies(WRITERS, 0).stream().map(AtomicInteger::new).toList();

        ParallelCalls.each(attempts, writer -> WriteBackoff.inBurst(() -> attempt(writer)));

        assertThat(attempts).extracting(AtomicInteger::get).containsOnly(2);
        assertThat(most.get()).isBetween(1, WriteBackoff.REPEATED_AT_ONCE);
    }

    private void attempt(AtomicInteger writer) {
        if (writer.incrementAndGet() == 1) {
            await(allAtFirst, 10_000);
            StoreCall.run(() -> {
                throw SdkClientException.create("timed out");
            });
        }
        most.accumulateAndGet(repeating.incrementAndGet(), Math::max);
        await(moreThanAllowed, 300);
        repeating.decrementAndGet();
    }

    /** Waits for the others, or as long as they would take to come. */
    private static void await(CountDownLatch others, int millis) {
        others.countDown();
        try {
            var _ = others.await(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }
}
