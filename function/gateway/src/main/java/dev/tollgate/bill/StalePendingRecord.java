package dev.tollgate.bill;

import java.time.Instant;

/**
 * A request that was in flight when it was read.
 *
 * @param pk the partition key of its item in the usage table
 * @param sk its sort key
 * @param deadline when its request had to end
 */
public record StalePendingRecord(String pk, String sk, Instant deadline) {}
