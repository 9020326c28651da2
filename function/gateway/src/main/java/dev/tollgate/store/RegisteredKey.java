package dev.tollgate.store;

import dev.tollgate.auth.ApiKey;
import java.time.Instant;

/**
 * An API key in the config table.
 *
 * @param document the stored JSON
 * @param version incremented by each change
 * @param updatedBy who made the last change
 */
public record RegisteredKey(ApiKey key, String document, long version, Instant updatedAt, String updatedBy) {}
