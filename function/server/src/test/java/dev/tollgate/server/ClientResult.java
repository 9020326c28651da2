package dev.tollgate.server;

/**
 * The response to a client's request.
 *
 * @param requestId the id in the headers of a response with status 200
 * @param tokens the total number of tokens in the response; 0 if the response was incomplete
 */
record ClientResult(String requestId, long tokens) {}
