package dev.tollgate.storedresponse;

/**
 * Port: where responses are made in the background. The gateway itself lets nothing go on after a call has ended: a server has threads
 * for it, and a Lambda function invokes itself.
 */
public interface BackgroundWorkers {

    /**
     * Starts a task, and does not wait for it.
     *
     * @throws dev.tollgate.openai.GatewayException {@code STORE_UNAVAILABLE} or {@code OVERLOADED} if it cannot start
     */
    void start(BackgroundTask task);
}
