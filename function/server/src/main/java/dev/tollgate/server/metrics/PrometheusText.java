package dev.tollgate.server.metrics;

import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.DoubleAdder;

/** Writes metrics in Prometheus' format (https://prometheus.io/docs/instrumenting/exposition_formats/). */
final class PrometheusText {
    /** Its media type. */
    static final String TYPE = "text/plain; version=0.0.4; charset=utf-8";

    private final StringBuilder text = new StringBuilder(4_096);

    void counter(MetricFamily<DoubleAdder> family) {
        head(family, "counter");
        family.series().forEach((values, sum) -> line(family.name(), labels(family.labels(), values), sum.sum()));
    }

    void gauge(String name, String help, double value) {
        head(name, help, "gauge");
        line(name, "", value);
    }

    /** A gauge with a series for each value of a label. */
    void gauge(String name, String help, String label, Map<String, Double> values) {
        head(name, help, "gauge");
        values.forEach((of, value) -> line(name, labels(List.of(label), List.of(of)), value));
    }

    void histogram(MetricFamily<DurationHistogram> family) {
        head(family, "histogram");
        family.series()
                .forEach((values, histogram) ->
                        histogram(family.name(), labels(family.labels(), values), histogram.observed()));
    }

    private void histogram(String name, String labels, DurationHistogram.Observed observed) {
        long count = 0;
        for (int bucket = 0; bucket < observed.buckets().length; bucket++) {
            count += observed.buckets()[bucket];
            String bound =
                    bucket < DurationHistogram.BOUNDS.size() ? number(DurationHistogram.BOUNDS.get(bucket)) : "+Inf";
            line(name + "_bucket", (labels.isEmpty() ? "" : labels + ",") + "le=\"" + bound + "\"", (double) count);
        }
        line(name + "_sum", labels, observed.sum());
        line(name + "_count", labels, (double) count);
    }

    private void head(MetricFamily<?> family, String type) {
        head(family.name(), family.help(), type);
    }

    private void head(String name, String help, String type) {
        text.append("# HELP ").append(name).append(' ').append(help).append('\n');
        text.append("# TYPE ").append(name).append(' ').append(type).append('\n');
    }

    private void line(String name, String labels, double value) {
        text.append(name);
        if (!labels.isEmpty()) {
            text.append('{').append(labels).append('}');
        }
        text.append(' ').append(number(value)).append('\n');
    }

    /** Whole numbers without a fraction. */
    private static String number(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15
                ? String.valueOf((long) value)
                : String.valueOf(value);
    }

    private static String labels(List<String> names, List<String> values) {
        StringBuilder all = new StringBuilder();
        for (int i = 0; i < names.size(); i++) {
            all.append(i == 0 ? "" : ",")
                    .append(names.get(i))
                    .append("=\"")
                    .append(escaped(values.get(i)))
                    .append('"');
        }
        return all.toString();
    }

    private static String escaped(String value) {
        return value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
