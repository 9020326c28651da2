package dev.tollgate.bill;

import java.time.Instant;

/**
 * A usage record that was pending when it was read.
 *
 * @param pk its partition key in the usage table
 * @param sk its sort key
 * @param deadline when its request had to end
 */
public record StalePendingRecord(String pk, String sk, Instant deadline) {}
