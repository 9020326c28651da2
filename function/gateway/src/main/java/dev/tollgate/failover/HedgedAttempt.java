package dev.tollgate.failover;

import dev.tollgate.openai.ErrorKind;
import dev.tollgate.openai.GatewayException;
import dev.tollgate.route.Target;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/** An attempt that may have a competitor, on a thread of its own. It records its end before it reports it. */
final class HedgedAttempt {
    private final Target target;
    private final Attempt attempt;
    private final CompletableFuture<Optional<GatewayException>> end = new CompletableFuture<>();
    private boolean cancelled;
    private boolean superseded;

    HedgedAttempt(Target target, Function<HedgedAttempt, Attempt> attempt) {
        this.target = target;
        this.attempt = attempt.apply(this);
    }

    Target target() {
        return target;
    }

    /** Its end is reported whatever happens: somebody waits for it. */
    void run() {
        Optional<GatewayException> failure = Optional.of(GatewayException.bug(null));
        try {
            failure = AttemptRunner.run(attempt, this::wasSuperseded);
        } finally {
            end.complete(failure);
        }
    }

    /** Another attempt responds. */
    synchronized void supersede() {
        superseded = !cancelled;
        cancel();
    }

    /** The client has disconnected. */
    synchronized void cancel() {
        cancelled = true;
        attempt.cancel();
    }

    /** Whether it failed only because another attempt responds. */
    synchronized boolean wasSuperseded(GatewayException failure) {
        return superseded && failure.kind() == ErrorKind.CLIENT_GONE;
    }

    /** Waits until its usage is recorded. An attempt that sent nothing has used nothing. */
    void awaitRecorded() {
        if (attempt.upstream().sent()) {
            end.join();
        }
    }

    /** Waits for its end: how it failed, or empty if it responded. */
    Optional<GatewayException> await() {
        return end.join();
    }
}
