/**
 * Work that no client waits for: the sweep that closes records of dead environments, the roll-ups of usage, and alerts of budgets. A
 * schedule runs them in Lambda, and a timer in the server. Start at {@link dev.tollgate.jobs.PendingSweep},
 * {@link dev.tollgate.jobs.RollUpJob} and {@link dev.tollgate.jobs.BudgetAlertJob}.
 */
@NullMarked
package dev.tollgate.jobs;

import org.jspecify.annotations.NullMarked;
