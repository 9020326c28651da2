package dev.tollgate.idempotency;

import dev.tollgate.openai.GatewayException;
import java.time.Duration;
import java.time.Instant;

/** Port: the requests that were sent with idempotency keys, and their responses. */
public interface IdempotencyStore {
    /** How long a response is kept, counted from its request. */
    Duration KEPT = Duration.ofHours(24);

    /**
     * Claims an idempotency key for the request that runs under it. Of several claims at once, one is granted.
     *
     * @param requestId the request that claims the key
     * @param until when the request has certainly ended; after that its gateway must have crashed, and the key is free
     * @throws GatewayException {@code STORE_UNAVAILABLE}
     */
    IdempotencyClaim claim(IdempotentRequest request, String requestId, Instant until);

    /**
     * Stores the response to a request that holds its key.
     *
     * @throws GatewayException {@code STORE_UNAVAILABLE}
     */
    void store(IdempotentRequest request, ReplayableResponse response);

    /**
     * Releases the key of a request that has failed, so that the caller can retry. Has no effect if another request has
     * claimed the key since.
     *
     * @throws GatewayException {@code STORE_UNAVAILABLE}
     */
    void release(IdempotentRequest request, String requestId);
}
