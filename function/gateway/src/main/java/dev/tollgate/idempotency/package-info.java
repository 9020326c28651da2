/** A request that is sent again under its {@code Idempotency-Key} is answered once. Start at {@link dev.tollgate.idempotency.IdempotencyStore}. */
package dev.tollgate.idempotency;
