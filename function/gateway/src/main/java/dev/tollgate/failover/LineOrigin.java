package dev.tollgate.failover;

import java.time.Instant;
import java.util.Map;

/**
 * What the gateway knows of a line of a batch when its answer comes.
 *
 * @param requestId of its usage record, for an answer that has no id of its own
 * @param createdAt when its batch was created, for an answer that does not say when it was made
 * @param promptTokens an estimate, for an answer that is not counted
 * @param functionNames the client's names of functions, by the names that the provider got in their place
 */
public record LineOrigin(String requestId, Instant createdAt, long promptTokens, Map<String, String> functionNames) {}
