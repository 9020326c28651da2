package dev.tollgate.store;

/**
 * The outcome of a reservation in a budget.
 *
 * @param counter after it, or as it is without
 */
record ReservedBudget(boolean granted, SeenCounter counter) {}
