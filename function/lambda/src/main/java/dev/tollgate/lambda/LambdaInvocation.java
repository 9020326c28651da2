package dev.tollgate.lambda;

import java.time.Instant;

/**
 * One event to be answered.
 *
 * @param id names it at the Runtime API
 * @param deadline when the process is killed if it is still at it
 * @param traceId X-Ray's, or null
 * @param event JSON
 */
record LambdaInvocation(String id, Instant deadline, String traceId, byte[] event) {}
