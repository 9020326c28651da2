/**
 * What is passed down through one call: {@link dev.tollgate.call.CallContext}, the sinks that its response goes to, and its metrics.
 * The edge makes the context, and every stage of the pipeline reads it. Start at {@link dev.tollgate.call.CallContext}.
 */
@NullMarked
package dev.tollgate.call;

import org.jspecify.annotations.NullMarked;
