package dev.tollgate.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tollgate.process.FatalErrors;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class CallWatchdogTest {
    private final CallWatchdog watchdog = CallWatchdog.start(new FatalErrors(_ -> {}));
    private final BlockingQueue<String> ended = new LinkedBlockingQueue<>();

    @Test
    void theEarliestWatchEndsFirstWhicheverBeganFirst() throws Exception {
        var _ = watchdog.after(Duration.ofHours(2), () -> ended.add("long"));
        var _ = watchdog.after(Duration.ofMillis(60), () -> ended.add("second"));
        var _ = watchdog.after(Duration.ofMillis(20), () -> ended.add("first"));

        assertThat(ended.poll(10, TimeUnit.SECONDS)).isEqualTo("first");
        assertThat(ended.poll(10, TimeUnit.SECONDS)).isEqualTo("second");
        assertThat(ended).isEmpty();
    }

    @Test
    void aClosedWatchEndsNothing() throws Exception {
        watchdog.after(Duration.ofMillis(20), () -> ended.add("closed")).close();
        var _ = watchdog.after(Duration.ofMillis(60), () -> ended.add("open"));

        assertThat(ended.poll(10, TimeUnit.SECONDS)).isEqualTo("open");
        assertThat(ended).isEmpty();
    }

    @Test
    void aFailedActionDoesNotEndTheWatchdog() throws Exception {
        var _ = watchdog.after(Duration.ofMillis(10), () -> {
            throw new IllegalStateException("broken");
        });
        var _ = watchdog.after(Duration.ofMillis(40), () -> ended.add("next"));

        assertThat(ended.poll(10, TimeUnit.SECONDS)).isEqualTo("next");
    }
}
