/**
 * The health of targets: circuit breakers for what this process sees itself, and for what all gateways report to a
 * shared store. The pipeline orders targets by it, and every attempt reports its outcome to it. Start reading at
 * {@link dev.tollgate.health.TargetHealth}.
 */
@NullMarked
package dev.tollgate.health;

import org.jspecify.annotations.NullMarked;
