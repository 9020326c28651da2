package dev.tollgate.telemetry;

import java.util.List;

/** The values of one histogram with the same attributes. */
final class HistogramPoint {
    private final List<Double> bounds;
    private final long[] buckets;
    private long count;
    private double sum;
    private double min = Double.POSITIVE_INFINITY;
    private double max = Double.NEGATIVE_INFINITY;

    /**
     * A point without values.
     *
     * @param bounds the upper bounds of its buckets, each of which belongs to its bucket
     */
    HistogramPoint(List<Double> bounds) {
        this.bounds = bounds;
        this.buckets = new long[bounds.size() + 1];
    }

    void add(double value) {
        int bucket = 0;
        while (bucket < bounds.size() && value > bounds.get(bucket)) {
            bucket++;
        }
        buckets[bucket]++;
        count++;
        sum += value;
        min = Math.min(min, value);
        max = Math.max(max, value);
    }

    List<Double> bounds() {
        return bounds;
    }

    long[] buckets() {
        return buckets.clone();
    }

    long count() {
        return count;
    }

    double sum() {
        return sum;
    }

    double min() {
        return min;
    }

    double max() {
        return max;
    }
}
