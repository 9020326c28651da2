package dev.tollgate.lambda;

import java.time.Duration;
import java.time.Instant;

/** The gateway as the poll loop sees it: an HTTP server and its jobs. */
interface GatewayHttp {

    /** Sends a request to the gateway. The caller reads and closes the response. */
    Response send(EventRequest request, LambdaInvocationLifecycle lifecycle);

    /**
     * Closes overdue pending usage records.
     *
     * @param until when the sweep must end
     * @throws dev.tollgate.openai.GatewayException {@code STORE_UNAVAILABLE}
     */
    void sweep(Instant until) throws InterruptedException;

    /**
     * Rolls usage up by day and month.
     *
     * @param until when the roll-up must end
     * @throws dev.tollgate.openai.GatewayException {@code STORE_UNAVAILABLE}
     */
    void rollUp(Instant until);

    /**
     * Sends the alerts of budgets that are due.
     *
     * @param until when that must end
     * @throws dev.tollgate.openai.GatewayException {@code STORE_UNAVAILABLE}, or {@code INTERNAL} if an alert was not sent
     */
    void sendBudgetAlerts(Instant until);

    /**
     * Looks at the batches that have not ended, and records those that have.
     *
     * @param until when that must end
     * @throws dev.tollgate.openai.GatewayException {@code STORE_UNAVAILABLE}
     */
    void followBatches(Instant until);

    /**
     * Makes a response in the background.
     *
     * @param until when it must end
     * @throws dev.tollgate.openai.GatewayException {@code STORE_UNAVAILABLE}
     */
    void respond(LambdaEvent.QueuedResponse queued, Instant until);

    /** A response of the gateway, part by part. */
    interface Response extends AutoCloseable {
        /** Waits for the next part, for at most this long. */
        ResponsePart next(Duration timeout) throws InterruptedException;

        /** Whether the next part has not arrived yet. */
        boolean waiting();

        /** Ends a call in progress, as if the client had disconnected. */
        @Override
        void close();
    }
}
