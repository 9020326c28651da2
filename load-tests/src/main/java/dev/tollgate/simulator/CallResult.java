package dev.tollgate.simulator;

/**
 * The response of the gateway to one call.
 *
 * @param requestId the header {@code x-request-id}
 * @param provider the provider that answered
 */
record CallResult(String requestId, String provider, long promptTokens, long completionTokens) {}
