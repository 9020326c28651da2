package dev.tollgate.store;

import dev.tollgate.auth.ApiKey;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An API key in the config table.
 *
 * @param document the stored JSON
 * @param version incremented by each change
 * @param updatedBy who made the last change
 * @param origin who created the key, with its first secret; null if nobody recorded it
 */
public record RegisteredKey(
        ApiKey key,
        String document,
        long version,
        Instant updatedAt,
        String updatedBy,
        @Nullable DocumentOrigin origin) {}
