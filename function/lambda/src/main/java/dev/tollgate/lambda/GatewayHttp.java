package dev.tollgate.lambda;

import dev.tollgate.openai.GatewayException;
import java.time.Instant;

/** The gateway as the poll loop sees it: an HTTP server and its jobs. */
interface GatewayHttp {

    /** A request to the gateway, whose response goes to the receiver. */
    Exchange exchange(EventRequest request, LambdaInvocationLifecycle lifecycle, ResponseReceiver response);

    /**
     * Closes overdue pending usage records.
     *
     * @param until when the sweep must end
     * @throws GatewayException {@code STORE_UNAVAILABLE}
     */
    void sweep(Instant until) throws InterruptedException;

    /**
     * Rolls usage up by day and month.
     *
     * @param until when the roll-up must end
     * @throws GatewayException {@code STORE_UNAVAILABLE}
     */
    void rollUp(Instant until);

    /**
     * Sends the alerts of budgets that are due.
     *
     * @param until when that must end
     * @throws GatewayException {@code STORE_UNAVAILABLE}, or {@code INTERNAL} if an alert was not sent
     */
    void sendBudgetAlerts(Instant until);

    /**
     * Looks at the batches that have not ended, and records those that have.
     *
     * @param until when that must end
     * @throws GatewayException {@code STORE_UNAVAILABLE}
     */
    void followBatches(Instant until);

    /**
     * Makes a response in the background.
     *
     * @param until when it must end
     * @throws GatewayException {@code STORE_UNAVAILABLE}
     */
    void respond(LambdaEvent.QueuedResponse queued, Instant until);

    /** A request to the gateway and its response. */
    interface Exchange {
        /** Handles the request on this thread. Returns when the call is over. */
        void run();

        /** Ends it, from any thread: the receiver gets this failure, and the call a disconnect of its client. */
        void abort(GatewayException because);
    }
}
