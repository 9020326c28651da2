package dev.tollgate.batch;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Port: the batches of keys, shared by all gateways. Each method may fail with a {@link dev.tollgate.openai.GatewayException} of the
 * kind {@code STORE_UNAVAILABLE}. What has expired is not there.
 */
public interface StoredBatches {

    /**
     * Stores a batch that its provider has just taken. From here on it is {@link #open}.
     *
     * @param lines what the provider got
     * @throws dev.tollgate.openai.GatewayException {@code INVALID_VALUE} if the key has too many batches
     */
    void begin(StoredBatch batch, SentLines lines);

    /** The batch of this key with this id. */
    Optional<StoredBatch> find(String keyId, String id);

    /**
     * What its provider got.
     *
     * @throws dev.tollgate.openai.GatewayException {@code INTERNAL} if it is not there any more
     */
    SentLines lines(StoredBatch batch);

    /** All batches of a key, the newest first. */
    List<StoredBatch> all(String keyId);

    /** The batches of all keys that are not settled. */
    List<StoredBatch> open();

    /**
     * Lets one process settle a batch for some time; of several at once, one is granted.
     *
     * @return false if another one does, or it is settled
     */
    boolean lease(StoredBatch batch, Instant now, Instant until);

    /** Stores how far a batch has come, unless it is settled by now. */
    void update(StoredBatch batch);

    /** Stores a batch that is settled. It is not open any more. */
    void finish(StoredBatch batch);
}
