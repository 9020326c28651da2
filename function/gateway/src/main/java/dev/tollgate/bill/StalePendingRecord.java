package dev.tollgate.bill;

import java.time.Instant;

/**
 * A record that was pending when it was looked at.
 *
 * @param pk its partition in the usage table
 * @param sk its place in there
 * @param deadline when its request was to be over
 */
public record StalePendingRecord(String pk, String sk, Instant deadline) {}
