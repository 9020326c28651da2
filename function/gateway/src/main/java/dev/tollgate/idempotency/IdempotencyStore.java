package dev.tollgate.idempotency;

import dev.tollgate.openai.GatewayException;
import java.time.Duration;
import java.time.Instant;

/** Port: what was asked under idempotency keys, and what was answered. */
public interface IdempotencyStore {
    /** How long an answer is kept, from when it was asked for. */
    Duration KEPT = Duration.ofHours(24);

    /**
     * Claims a request for the one who runs it; of several at once, one is granted.
     *
     * @param requestId of who claims it
     * @param until when it is certainly over; then another may claim it, for this one has crashed
     * @throws GatewayException {@code STORE_UNAVAILABLE}
     */
    IdempotencyClaim claim(IdempotentRequest request, String requestId, Instant until);

    /**
     * Keeps the answer of a request that was claimed.
     *
     * @throws GatewayException {@code STORE_UNAVAILABLE}
     */
    void store(IdempotentRequest request, StoredResponse answer);

    /**
     * Gives a request up that came to no answer, so that it can be sent again. Changes nothing where somebody else has
     * claimed it.
     *
     * @throws GatewayException {@code STORE_UNAVAILABLE}
     */
    void release(IdempotentRequest request, String requestId);
}
