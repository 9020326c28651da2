package dev.tollgate.failover;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;

/** Port: the pause before targets are tried again. */
public interface RetryPause {

    /** Waits this long, or until the latch opens. */
    void await(Duration time, CountDownLatch cancelled);
}
