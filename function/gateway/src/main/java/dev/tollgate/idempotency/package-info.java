/**
 * Answers a request that is sent again with its {@code Idempotency-Key} from the stored response, instead of running it
 * twice. {@code pipeline} wraps each call in the guard; the port has its implementation in {@code store}.
 * Start reading at {@link dev.tollgate.idempotency.IdempotencyGuard}.
 */
@NullMarked
package dev.tollgate.idempotency;

import org.jspecify.annotations.NullMarked;
