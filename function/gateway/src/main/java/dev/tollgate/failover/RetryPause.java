package dev.tollgate.failover;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** Port: the pause before a target is asked again. */
public interface RetryPause {

    /** Returns after this time, or as soon as it is called off. */
    void await(Duration time, CompletableFuture<Void> calledOff);
}
