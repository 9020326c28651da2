package dev.tollgate.fake;

import dev.tollgate.call.Pause;
import jakarta.annotation.Priority;
import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** Pauses that are over at once. */
@Singleton
@Alternative
@Priority(1)
public class NoPause implements Pause {

    @Override
    public void last(Duration time, CompletableFuture<Void> calledOff) {}
}
