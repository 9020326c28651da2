package dev.tollgate.responsecache;

import dev.tollgate.openai.GatewayException;
import java.time.Instant;

/**
 * Port: kept answers by their keys, shared by all gateways. Every method may fail with a {@link GatewayException} of the kind {@code
 * STORE_UNAVAILABLE}. {@link #find} and {@link #claim} fail after a short time, because a client waits.
 */
public interface ResponseStore {

    /** What there is under this key. An answer that has expired is none, even if it has not been deleted yet. */
    CacheLookup find(CacheKey key);

    /**
     * Claims a key without an answer for a request that will bring one. Of several claims at once, one is granted.
     *
     * @param until when others no longer wait for it; after that the key is free
     * @return whether the claim is granted
     */
    boolean claim(CacheKey key, String requestId, Instant until);

    /** Keeps an answer, unless there is one of a request that came later: a slow answer must not replace a refreshed one. */
    void keep(CacheKey key, CacheEntry entry);

    /** Gives up a claim, so that others do not wait for it. Has no effect if the key has an answer or another claim. */
    void release(CacheKey key, String requestId);
}
