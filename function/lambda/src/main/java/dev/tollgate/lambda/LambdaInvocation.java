package dev.tollgate.lambda;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One event that the function must answer.
 *
 * @param id the id of the invocation in the Runtime API
 * @param deadline when Lambda kills a process that is still handling the event
 * @param traceId the trace id of X-Ray, if Lambda sends one
 * @param event the event as JSON
 */
record LambdaInvocation(
        String id, Instant deadline, @Nullable String traceId, byte[] event) {}
