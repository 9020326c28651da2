package dev.tollgate.idempotency;

import dev.tollgate.openai.GatewayException;
import org.jboss.logging.Logger;

/** One request's claim to its idempotency key; closing it gives the key up, unless the answer was kept. */
final class IdempotencyLease implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(IdempotencyLease.class);

    private final IdempotencyStore idempotencyStore;
    private final IdempotentRequest request;
    private final String requestId;
    private boolean kept;

    IdempotencyLease(IdempotencyStore idempotencyStore, IdempotentRequest request, String requestId) {
        this.idempotencyStore = idempotencyStore;
        this.request = request;
        this.requestId = requestId;
    }

    /** The answer leaves all the same where it cannot be kept: who asks again is then answered anew. */
    void keep(StoredResponse answer) {
        try {
            idempotencyStore.store(request, answer);
            kept = true;
        } catch (GatewayException failure) {
            LOG.errorf(failure, "request %s: its answer was not kept for a repetition", requestId);
        }
    }

    @Override
    public void close() {
        if (kept) {
            return;
        }
        try {
            idempotencyStore.release(request, requestId);
        } catch (GatewayException failure) {
            LOG.errorf(
                    failure,
                    "request %s: its idempotency key was not given up; it will be after its deadline",
                    requestId);
        }
    }
}
