package dev.tollgate.simulator;

/**
 * What a client was told about one call.
 *
 * @param requestId the answer's {@code x-request-id}
 * @param provider who answered
 */
record CallResult(String requestId, String provider, long promptTokens, long completionTokens) {}
