package dev.tollgate.failover;

import dev.tollgate.openai.GatewayException;

/** One target's turn to answer a question. Fails by throwing, with nothing to undo. */
public interface Attempt {

    /** Asks, and passes on what comes. Returns when the caller has the whole answer. */
    void run();

    /** Ends it, from any thread: {@link #run} fails soon, with {@code CLIENT_GONE}. What is not sent yet never is. */
    void stop();

    /** Whether the target was asked: one without its secret, for example, is not. */
    boolean asked();

    /** Books what was spent in vain; a target that was never asked has spent nothing. */
    void recordFailure(GatewayException failure);

    /** The same for a turn that was stopped because the call went on without it. */
    void recordSuperseded();
}
