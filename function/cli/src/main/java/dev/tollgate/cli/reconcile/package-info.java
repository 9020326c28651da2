/**
 * Reads a provider's usage export, adds up our usage records of the same time, and compares both.
 * The command {@code tollgate reconcile} calls it.
 * Start reading at {@link dev.tollgate.cli.reconcile.UsageComparison}.
 */
@NullMarked
package dev.tollgate.cli.reconcile;

import org.jspecify.annotations.NullMarked;
