package dev.tollgate.failover;

import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Which of two attempts responds to the client: the first to say so. */
final class HedgeWinner {
    private final AtomicReference<@Nullable HedgedAttempt> winner = new AtomicReference<>();

    /** Makes this one the winner, unless another one is. Whether it is the winner now. */
    boolean decide(HedgedAttempt attempt) {
        return winner.compareAndSet(null, attempt) || winner.get() == attempt;
    }

    /** Whether another one has won. */
    boolean isOtherThan(HedgedAttempt attempt) {
        HedgedAttempt current = winner.get();
        return current != null && current != attempt;
    }

    boolean is(HedgedAttempt attempt) {
        return winner.get() == attempt;
    }

    boolean isUndecided() {
        return winner.get() == null;
    }

    /** Leaves it to others, if this one had won. */
    void withdraw(HedgedAttempt attempt) {
        winner.compareAndSet(attempt, null);
    }
}
