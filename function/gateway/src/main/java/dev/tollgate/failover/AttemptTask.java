package dev.tollgate.failover;

import dev.tollgate.openai.ErrorKind;
import dev.tollgate.openai.GatewayException;
import dev.tollgate.route.Target;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jboss.logging.Logger;

/** A turn that is under way, and what has become of it. It books its own end, in its own thread. */
final class AttemptTask {
    private static final Logger LOG = Logger.getLogger(AttemptTask.class);
    private static final String BUG = "The gateway failed to handle this request.";

    private final Target target;
    private final CompletableFuture<Optional<GatewayException>> end = new CompletableFuture<>();
    private Attempt attempt;
    private boolean stopped;
    private boolean superseded;

    AttemptTask(Target target) {
        this.target = target;
    }

    Target target() {
        return target;
    }

    /** What it is to run: said later, because a turn is made for its runner. */
    void turn(Attempt what) {
        attempt = what;
    }

    /** Whatever happens, its end is told: somebody waits for it. */
    void run() {
        Optional<GatewayException> how = Optional.of(new GatewayException(ErrorKind.INTERNAL, BUG));
        try {
            how = failure();
        } finally {
            end.complete(how);
        }
    }

    private Optional<GatewayException> failure() {
        try {
            attempt.run();
            return Optional.empty();
        } catch (GatewayException failure) {
            return Optional.of(booked(failure));
        } catch (RuntimeException bug) {
            return Optional.of(booked(new GatewayException(ErrorKind.INTERNAL, BUG, bug)));
        }
    }

    private GatewayException booked(GatewayException failure) {
        try {
            if (wasSuperseded(failure)) {
                attempt.recordSuperseded();
            } else {
                attempt.recordFailure(failure);
            }
            return failure;
        } catch (RuntimeException bug) {
            LOG.errorf(bug, "what %s has spent is not in the books", target.name());
            return new GatewayException(ErrorKind.INTERNAL, BUG, bug);
        }
    }

    /** The call goes on without it. */
    synchronized void supersede() {
        superseded = !stopped;
        stop();
    }

    /** The caller has left. */
    synchronized void stop() {
        stopped = true;
        attempt.stop();
    }

    /** Whether it failed because the call went on without it, and for no reason of its own. */
    synchronized boolean wasSuperseded(GatewayException failure) {
        return superseded && failure.kind() == ErrorKind.CLIENT_GONE;
    }

    /** Waits until what it has spent is in the books; what was never sent has spent nothing. */
    void awaitRecorded() {
        if (attempt.asked()) {
            end.join();
        }
    }

    /** Waits for its end; how it failed, or nothing where it has answered. */
    Optional<GatewayException> await() {
        return end.join();
    }
}
