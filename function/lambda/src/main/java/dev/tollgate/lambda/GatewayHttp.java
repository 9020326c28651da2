package dev.tollgate.lambda;

import java.time.Duration;
import java.time.Instant;

/** The way into the gateway. */
interface GatewayHttp {

    /** Hands a request in; its response is read from what is returned, which must be closed. */
    Response open(EventRequest request, LambdaInvocationLifecycle lambdaInvocationLifecycle);

    /**
     * Has the gateway close what is pending and overdue.
     *
     * @param until when it must be over
     * @throws dev.tollgate.openai.GatewayException {@code STORE_UNAVAILABLE}
     */
    void sweep(Instant until) throws InterruptedException;

    /**
     * Has the gateway add up usage.
     *
     * @param until when it must be over
     * @throws dev.tollgate.openai.GatewayException {@code STORE_UNAVAILABLE}
     */
    void rollUp(Instant until);

    /** The gateway's response as it comes. */
    interface Response extends AutoCloseable {
        /** The next part; waits no longer than this. */
        ResponsePart next(Duration patience) throws InterruptedException;

        /** Whether the next part is not there yet. */
        boolean waiting();

        /** As when a client hangs up: a call that still goes on is stopped. */
        @Override
        void close();
    }
}
