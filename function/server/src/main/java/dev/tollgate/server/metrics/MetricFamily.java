package dev.tollgate.server.metrics;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * The time series of one metric, by the values of its labels. There are so many at most: what comes later counts under
 * {@code other}.
 *
 * @param <S> the values of one series
 */
final class MetricFamily<S> {
    private static final int MOST_SERIES = 2_000;
    private static final String OTHER = "other";

    private final String name;
    private final String help;
    private final List<String> labels;
    private final Supplier<S> fresh;
    private final Map<List<String>, S> series = new ConcurrentHashMap<>();

    /**
     * A metric without series.
     *
     * @param name with its unit, as Prometheus wants it
     * @param help one line
     * @param fresh makes a series
     */
    MetricFamily(String name, String help, List<String> labels, Supplier<S> fresh) {
        this.name = name;
        this.help = help;
        this.labels = labels;
        this.fresh = fresh;
    }

    String name() {
        return name;
    }

    String help() {
        return help;
    }

    List<String> labels() {
        return labels;
    }

    /** The series with these values of the labels, in their order. */
    S of(String... values) {
        List<String> key = List.of(values);
        S known = series.get(key);
        if (known != null) {
            return known;
        }
        List<String> bounded = series.size() < MOST_SERIES ? key : Collections.nCopies(values.length, OTHER);
        return series.computeIfAbsent(bounded, _ -> fresh.get());
    }

    /** All series, by the values of their labels. */
    Map<List<String>, S> series() {
        return Collections.unmodifiableMap(series);
    }
}
