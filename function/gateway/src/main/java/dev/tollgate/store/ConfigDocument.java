package dev.tollgate.store;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A document of the config table: an alias, a provider, a content policy, a team or the increase of a budget.
 *
 * @param name such as {@code alias#demo}
 * @param json the document itself, in local mode perhaps with a provider's secret
 * @param version incremented by each change
 * @param updatedBy who made the last change
 * @param origin who wrote the first version; null if that was before documents had it
 */
public record ConfigDocument(
        String name,
        String json,
        long version,
        Instant updatedAt,
        String updatedBy,
        @Nullable DocumentOrigin origin) {}
