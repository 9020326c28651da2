/** Compares a provider's usage export with usage records: what a file says, whose names are the same, and what differs. */
package dev.tollgate.cli.reconcile;
