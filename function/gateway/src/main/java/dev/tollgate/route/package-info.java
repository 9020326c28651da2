/**
 * Resolves model names and aliases to the targets that can serve a request, in the order in which to try them.
 * {@code pipeline} calls it once for each request; {@code manifest} builds its records from {@code tollgate.yaml}.
 * Start reading at {@link dev.tollgate.route.Router}.
 */
@NullMarked
package dev.tollgate.route;

import org.jspecify.annotations.NullMarked;
