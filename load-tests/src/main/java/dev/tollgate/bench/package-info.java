/**
 * Benchmarks of a gateway, with a small HTTP client of their own. The scripts {@code bench.sh}, {@code peers.sh},
 * {@code warm.sh} and {@code profile.sh} start their main classes. Start reading at {@link dev.tollgate.bench.GatewayBenchmark}.
 */
@NullMarked
package dev.tollgate.bench;

import org.jspecify.annotations.NullMarked;
