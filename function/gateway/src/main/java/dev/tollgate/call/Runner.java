package dev.tollgate.call;

import dev.tollgate.openai.ChatFailure;
import dev.tollgate.openai.ErrorKind;
import dev.tollgate.route.Target;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** A turn that is under way, and what has become of it. It books its own end, in its own thread. */
final class Runner {
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

    void run() {
        end.complete(failure());
    }

    private Optional<ChatFailure> failure() {
        try {
            turn.run();
            return Optional.empty();
        } catch (ChatFailure failure) {
            return Optional.of(booked(failure));
        } catch (RuntimeException bug) {
            return Optional.of(
                    booked(new ChatFailure(ErrorKind.INTERNAL, "The gateway failed to handle this request.", bug)));
        }
    }

    private ChatFailure booked(ChatFailure failure) {
        if (wasSuperseded(failure)) {
            turn.bookSuperseded();
        } else {
            turn.book(failure);
        }
        return failure;
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
