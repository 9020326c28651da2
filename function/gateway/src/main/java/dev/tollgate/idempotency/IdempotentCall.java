package dev.tollgate.idempotency;

import java.util.function.Consumer;

/** A request that came with an {@code Idempotency-Key}, and whose answer can be kept. */
public interface IdempotentCall {

    /** The caller's key. */
    String key();

    /** What is asked, and where, as a digest. To be called when the request was read. */
    String digest();

    /**
     * Hands over the whole answer just before its last byte leaves. From now on a caller who goes away does not end the
     * call: the answer is what it will come back for.
     */
    void keep(Consumer<StoredResponse> store);

    /** Sends an answer that was kept. */
    void again(StoredResponse answer);
}
