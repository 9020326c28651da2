/**
 * Queries of what a key has used, from roll-ups and records together. The endpoint for usage and the command line call it. Start at
 * {@link dev.tollgate.usage.UsageHistory}.
 */
@NullMarked
package dev.tollgate.usage;

import org.jspecify.annotations.NullMarked;
