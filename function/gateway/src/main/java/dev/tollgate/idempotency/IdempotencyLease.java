package dev.tollgate.idempotency;

import dev.tollgate.openai.FailureText;
import dev.tollgate.openai.GatewayException;
import org.jboss.logging.Logger;

/** One request's hold on its idempotency key; closing it releases the key, unless the response was stored. */
final class IdempotencyLease implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(IdempotencyLease.class);

    private final IdempotencyStore store;
    private final IdempotentRequest request;
    private final String requestId;
    private boolean stored;

    IdempotencyLease(IdempotencyStore store, IdempotentRequest request, String requestId) {
        this.store = store;
        this.request = request;
        this.requestId = requestId;
    }

    /** Stores the response. If that fails, the caller still gets the response, but a retry runs again. */
    void keep(ReplayableResponse response) {
        try {
            store.store(request, response);
            stored = true;
        } catch (GatewayException failure) {
            LOG.errorf(
                    FailureText.bug(failure),
                    "request %s: the response was not stored, so a retry will run again: %s",
                    requestId,
                    FailureText.line(failure));
        }
    }

    @Override
    public void close() {
        if (stored) {
            return;
        }
        try {
            store.release(request, requestId);
        } catch (GatewayException failure) {
            LOG.errorf(
                    FailureText.bug(failure),
                    "request %s: the idempotency key was not released; it is free after the request's deadline: %s",
                    requestId,
                    FailureText.line(failure));
        }
    }
}
