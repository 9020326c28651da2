package dev.tollgate.route;

import java.time.Instant;

/** Shows what {@link LatencyStats} keep to this package, for tests of others. */
public final class RecordedLatencies {
    private RecordedLatencies() {}

    /** A target's average time to first token, in milliseconds. */
    public static double firstTokenMillis(LatencyStats latencyStats, ModelName model, Instant now) {
        return latencyStats.of(model, now).orElseThrow().firstTokenMillis();
    }
}
