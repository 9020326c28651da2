/**
 * The order of one call: {@link dev.tollgate.pipeline.ModelCall} runs every stage from the idempotency key to settlement. The edge calls it
 * with a {@link dev.tollgate.call.CallContext}, once the key is authenticated and the body is read. Start at
 * {@link dev.tollgate.pipeline.ModelCall}.
 */
@NullMarked
package dev.tollgate.pipeline;

import org.jspecify.annotations.NullMarked;
