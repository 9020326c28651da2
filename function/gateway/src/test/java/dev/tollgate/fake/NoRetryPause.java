package dev.tollgate.fake;

import dev.tollgate.failover.RetryPause;
import jakarta.annotation.Priority;
import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;

/** Pauses that are over at once. */
@Singleton
@Alternative
@Priority(1)
public class NoRetryPause implements RetryPause {

    @Override
    public void await(Duration time, CountDownLatch cancelled) {}
}
