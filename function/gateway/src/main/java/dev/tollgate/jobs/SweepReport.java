package dev.tollgate.jobs;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a log line says about one sweep.
 *
 * @param closed records that it marked as abandoned
 * @param failed attempts to close a record that failed
 * @param overdue how long ago the oldest record that it left was due; zero if it left none, null if it did not see all of them
 */
public record SweepReport(
        Instant startedAt,
        Duration total,
        int closed,
        int failed,
        @Nullable Duration overdue) {}
