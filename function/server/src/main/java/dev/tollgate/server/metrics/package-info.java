/**
 * {@code GET /metrics} for Prometheus, on the server only: a function has no process that could be scraped. Each call that ends adds
 * to counters in memory. Start reading at {@link dev.tollgate.server.metrics.MetricsRoute}.
 */
@NullMarked
package dev.tollgate.server.metrics;

import org.jspecify.annotations.NullMarked;
