package dev.tollgate.server.metrics;

import java.util.List;

/** How often which durations were observed, in seconds. */
final class DurationHistogram {
    /** The upper bounds of the buckets: from what the gateway adds to a request to what a long completion takes. */
    static final List<Double> BOUNDS = List.of(
            0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0, 60.0, 120.0, 300.0);

    private final long[] buckets = new long[BOUNDS.size() + 1];
    private double sum;

    synchronized void observe(double seconds) {
        int bucket = 0;
        while (bucket < BOUNDS.size() && seconds > BOUNDS.get(bucket)) {
            bucket++;
        }
        buckets[bucket]++;
        sum += seconds;
    }

    synchronized Observed observed() {
        return new Observed(buckets.clone(), sum);
    }

    /** What was observed so far; the last bucket is above all bounds. */
    @SuppressWarnings("ArrayRecordComponent")
    record Observed(long[] buckets, double sum) {}
}
