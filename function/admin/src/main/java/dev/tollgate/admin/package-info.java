/**
 * What administrators do: they change and read the configuration, keys, teams, usage and budgets. The command line and the
 * admin API call the same classes.
 */
@NullMarked
package dev.tollgate.admin;

import org.jspecify.annotations.NullMarked;
