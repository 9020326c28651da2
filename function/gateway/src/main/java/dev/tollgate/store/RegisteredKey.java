package dev.tollgate.store;

import dev.tollgate.auth.ApiKey;
import java.time.Instant;

/**
 * A key as it stands in the config table.
 *
 * @param document its JSON, as it is stored
 * @param version counted up by each change
 * @param updatedBy who changed it last
 */
public record RegisteredKey(ApiKey key, String document, long version, Instant updatedAt, String updatedBy) {}
