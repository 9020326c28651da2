package dev.tollgate.server;

/**
 * What a client was told of its request.
 *
 * @param requestId from the head of an answer with status 200
 * @param tokens the total that the answer tells; 0 where the answer did not come to its end
 */
record Told(String requestId, long tokens) {}
