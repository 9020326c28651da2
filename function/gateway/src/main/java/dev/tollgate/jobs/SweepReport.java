package dev.tollgate.jobs;

import java.time.Duration;
import java.time.Instant;

/**
 * What there is to say about one sweep.
 *
 * @param closed records that it marked as abandoned
 * @param failed records that it could not close, each time that it tried
 * @param overdue how long ago the oldest of those that it left should have been over; zero where it left none, null where
 *     it could not be told
 */
public record SweepReport(Instant begun, Duration total, int closed, int failed, Duration overdue) {}
