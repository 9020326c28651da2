/**
 * Sends a request to one target after the other until one responds. The pipeline calls {@link dev.tollgate.failover.FailoverExecutor},
 * which makes one {@link dev.tollgate.failover.Attempt} per target; {@link dev.tollgate.failover.RetrySchedule} decides who is next.
 * Start at {@link dev.tollgate.failover.SequentialFailover}.
 */
@NullMarked
package dev.tollgate.failover;

import org.jspecify.annotations.NullMarked;
