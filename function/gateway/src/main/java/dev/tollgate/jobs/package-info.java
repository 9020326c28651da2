/**
 * Work that no client waits for: the sweep that closes records of dead environments, and the roll-ups of usage. A schedule runs them in
 * Lambda, and a timer in the server. Start at {@link dev.tollgate.jobs.PendingSweep} and {@link dev.tollgate.jobs.RollUpJob}.
 */
@NullMarked
package dev.tollgate.jobs;

import org.jspecify.annotations.NullMarked;
