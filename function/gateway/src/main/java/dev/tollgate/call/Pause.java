package dev.tollgate.call;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** Port: the pause before a target is asked again. */
public interface Pause {

    /** Returns after this time, or as soon as it is called off. */
    void last(Duration time, CompletableFuture<Void> calledOff);
}
