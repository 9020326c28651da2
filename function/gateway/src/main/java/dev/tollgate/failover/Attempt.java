package dev.tollgate.failover;

import dev.tollgate.metering.AttemptUsage;
import dev.tollgate.openai.ErrorKind;
import dev.tollgate.openai.GatewayException;

/** One target's attempt to respond to a call. */
public interface Attempt {

    /**
     * Sends the request and forwards the response. Returns when the client has all of it.
     *
     * @throws GatewayException if the target fails; there is nothing to undo
     */
    void run();

    /** What it sends, and where its end is recorded. */
    UpstreamCall upstream();

    /** Stops it, from any thread: {@link #run} soon fails with {@code CLIENT_GONE}. What is not sent yet never is. */
    default void cancel() {
        upstream().cancel();
    }

    /** What it has used, given that the target failed. */
    AttemptUsage usageWhenFailed();

    /** What it has used, given that it was stopped: the provider may have read the prompt, and bills it. */
    AttemptUsage usageWhenStopped();

    /** Records how it failed. A target that was sent nothing has used nothing. */
    default void recordFailure(GatewayException failure) {
        boolean stopped = failure.kind() == ErrorKind.CLIENT_GONE;
        upstream().failed(stopped ? this::usageWhenStopped : this::usageWhenFailed, failure);
    }

    /** Records that it was stopped because another target responds. */
    default void recordSuperseded() {
        upstream().superseded(this::usageWhenStopped);
    }
}
