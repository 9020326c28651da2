package dev.tollgate.store;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One change of the configuration, of a key or of a team.
 *
 * @param id unique, and in order of time
 * @param actor who made the change
 * @param role the actor's role at that time
 * @param action what was done, such as {@code create}
 * @param object what was changed, such as {@code key#team-a}
 * @param before the JSON document before the change, without secrets; null for a new one
 * @param after the JSON document after it; null for one that was removed
 * @param requestId the request that made the change; null for the command line
 */
public record AuditRecord(
        String id,
        Instant at,
        String actor,
        String role,
        String action,
        String object,
        @Nullable String before,
        @Nullable String after,
        @Nullable String requestId) {}
