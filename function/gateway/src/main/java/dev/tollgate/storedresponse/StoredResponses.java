package dev.tollgate.storedresponse;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongConsumer;

/**
 * Port: stored responses, shared by all gateways. Each method may fail with a {@link dev.tollgate.openai.GatewayException} of the
 * kind {@code STORE_UNAVAILABLE}. What has expired is not there, even if it has not been deleted yet.
 */
public interface StoredResponses {

    /**
     * The response of this name, as it is now.
     *
     * @param room gets the size in bytes before the response is unpacked, and throws if there is no room for it
     */
    Optional<ResponseRecord> find(ResponseName name, LongConsumer room);

    /**
     * These responses of one key by their ids; those that are not there are left out.
     *
     * @param room gets the size of each before it is unpacked, and throws if there is no room for all
     */
    Map<String, ResponseRecord> findAll(String keyId, List<String> ids, LongConsumer room);

    /** How far the response has come by now, as its client sees it; empty if it is not there. Cheaper than to find it. */
    Optional<ResponseStatus> status(ResponseName name);

    /** Stores a response, in place of whatever has its name. */
    void put(ResponseRecord response);

    /**
     * Lets a queued response begin, for one request only: of several at once, one is granted.
     *
     * @param token names the process that makes the response, which may begin it again
     * @param deadline when the response must have ended
     */
    boolean begin(ResponseName name, String token, Instant deadline);

    /**
     * Writes how a response in progress has ended.
     *
     * @return false if it was cancelled or deleted before that: then it stays as it is
     */
    boolean finish(ResponseRecord response);

    /**
     * Cancels a response that has not ended. The process that makes it finds out by {@link #status}.
     *
     * @return false if it has ended, or is not there
     */
    boolean cancel(ResponseName name);

    /** Deletes a response with all that belongs to it. Has no effect if it is not there. */
    void delete(ResponseRecord response);

    /** Keeps some of its events. */
    void keep(ResponseName name, EventBatch batch, Instant expiresAt);

    /** The events with this number; empty if they are not there, or not yet. */
    Optional<EventBatch> events(ResponseName name, int number);

    /**
     * Keeps a request that is to be answered in the background. It is sealed: nobody can read it who has not the secret.
     *
     * @param secret 32 random bytes, which are not stored
     */
    void keepRequest(ResponseName name, byte[] secret, byte[] request, Instant expiresAt);

    /** The request that was kept with this secret; empty if it is not there. */
    Optional<byte[]> request(ResponseName name, byte[] secret);
}
