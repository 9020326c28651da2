package dev.tollgate.batch;

import java.util.List;
import java.util.Optional;

/**
 * Port: the files of keys, shared by all gateways. Each method may fail with a {@link dev.tollgate.openai.GatewayException} of the
 * kind {@code STORE_UNAVAILABLE}. What has expired is not there, even if it has not been deleted yet.
 */
public interface StoredFiles {

    /**
     * Stores a file.
     *
     * @param content of an input; empty for results, which their provider keeps
     * @throws dev.tollgate.openai.GatewayException {@code INVALID_VALUE} if the key has too many files
     */
    void put(StoredFile file, byte[] content);

    /** The file of this key with this id. */
    Optional<StoredFile> find(String keyId, String id);

    /** What it holds; empty if it has been deleted since. */
    Optional<byte[]> content(StoredFile file);

    /** All files of a key, the newest first. */
    List<StoredFile> all(String keyId);

    /** Deletes a file. Has no effect if it is not there. */
    void delete(StoredFile file);
}
