package dev.tollgate.idempotency;

import java.util.function.Consumer;

/** A request that came with an {@code Idempotency-Key}, and whose response can be stored. */
public interface IdempotentCall {

    /** The gateway's name for this request. */
    String requestId();

    /** The client's key. */
    String key();

    /** A digest of what is requested, and where. Call it after the body was read. */
    String digest();

    /** Another digest of the same, which is not stored: the key of the stored response. */
    String responseKey();

    /**
     * Hands over the whole response just before its last byte leaves. From now on a disconnect does not end the call: the client
     * comes back for the response.
     */
    void record(Consumer<ReplayableResponse> store);

    /** Sends a stored response. */
    void replay(ReplayableResponse response);
}
