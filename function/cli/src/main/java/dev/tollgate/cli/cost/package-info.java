/**
 * Computes what a gateway on Lambda costs, from usage records and AWS' list prices. The command {@code tollgate cost} calls
 * it. Start reading at {@link dev.tollgate.cli.cost.HostingCost}.
 */
@NullMarked
package dev.tollgate.cli.cost;

import org.jspecify.annotations.NullMarked;
