package dev.tollgate.batch;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A file of a key.
 *
 * @param id what its client knows it by
 * @param bytes how long it is; of results, as their provider sends them
 * @param createdAt in whole seconds
 * @param expiresAt when it is forgotten, in whole seconds
 * @param batch the id of the batch that it is the result of; null for an input
 */
public record StoredFile(
        String keyId,
        String id,
        FileKind kind,
        String filename,
        long bytes,
        Instant createdAt,
        Instant expiresAt,
        @Nullable String batch) {}
