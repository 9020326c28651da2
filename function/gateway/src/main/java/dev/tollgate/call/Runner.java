package dev.tollgate.call;

import dev.tollgate.openai.ChatFailure;
import dev.tollgate.openai.ErrorKind;
import dev.tollgate.route.Target;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jboss.logging.Logger;

/** A turn that is under way, and what has become of it. It books its own end, in its own thread. */
final class Runner {
    private static final Logger LOG = Logger.getLogger(Runner.class);
    private static final String BUG = "The gateway failed to handle this request.";

    private final Target target;
    private final CompletableFuture<Optional<ChatFailure>> end = new CompletableFuture<>();
    private Turn turn;
    private boolean stopped;
    private boolean superseded;

    Runner(Target target) {
        this.target = target;
    }

    Target target() {
        return target;
    }

    /** What it is to run: said later, because a turn is made for its runner. */
    void turn(Turn what) {
        turn = what;
    }

    /** Whatever happens, its end is told: somebody waits for it. */
    void run() {
        Optional<ChatFailure> how = Optional.of(new ChatFailure(ErrorKind.INTERNAL, BUG));
        try {
            how = failure();
        } finally {
            end.complete(how);
        }
    }

    private Optional<ChatFailure> failure() {
        try {
            turn.run();
            return Optional.empty();
        } catch (ChatFailure failure) {
            return Optional.of(booked(failure));
        } catch (RuntimeException bug) {
            return Optional.of(booked(new ChatFailure(ErrorKind.INTERNAL, BUG, bug)));
        }
    }

    private ChatFailure booked(ChatFailure failure) {
        try {
            if (wasSuperseded(failure)) {
                turn.bookSuperseded();
            } else {
                turn.book(failure);
            }
            return failure;
        } catch (RuntimeException bug) {
            LOG.errorf(bug, "what %s has spent is not in the books", target.name());
            return new ChatFailure(ErrorKind.INTERNAL, BUG, bug);
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
        turn.stop();
    }

    /** Whether it failed because the call went on without it, and for no reason of its own. */
    synchronized boolean wasSuperseded(ChatFailure failure) {
        return superseded && failure.kind() == ErrorKind.CLIENT_GONE;
    }

    /** Waits until what it has spent is in the books; what was never sent has spent nothing. */
    void awaitBooked() {
        if (turn.asked()) {
            end.join();
        }
    }

    /** Waits for its end; how it failed, or nothing where it has answered. */
    Optional<ChatFailure> await() {
        return end.join();
    }
}
