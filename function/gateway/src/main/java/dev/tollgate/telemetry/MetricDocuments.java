package dev.tollgate.telemetry;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.tollgate.call.CallReport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Writes an {@code ExportMetricsServiceRequest} of OTLP for the calls of each export. Its values are those of these calls only (delta
 * temporality), so that nothing is kept between exports, and an environment of Lambda may end at any time.
 */
final class MetricDocuments {
    private static final int DELTA = 1;

    private final SpanAttributes resource;
    private final Clock clock;
    private Instant last;

    MetricDocuments(SpanAttributes resource, Clock clock) {
        this.resource = resource;
        this.clock = clock;
        this.last = clock.instant();
    }

    /** The next document; empty if there is nothing to say. One caller at a time. */
    Optional<byte[]> of(List<CallReport> calls) {
        CallHistograms histograms = CallHistograms.of(calls);
        if (histograms.isEmpty()) {
            return Optional.empty();
        }
        Instant start = last;
        Instant now = clock.instant();
        last = now;
        return Optional.of(OtlpJson.document(
                "resourceMetrics",
                "scopeMetrics",
                "metrics",
                resource,
                json -> histograms.forEach((histogram, points) -> write(json, histogram, points, start, now))));
    }

    private static void write(
            JsonGenerator json,
            MetricHistogram histogram,
            Map<SpanAttributes, HistogramPoint> points,
            Instant start,
            Instant now) {
        try {
            json.writeStartObject();
            json.writeStringField("name", histogram.name());
            json.writeStringField("unit", histogram.unit());
            json.writeObjectFieldStart("histogram");
            json.writeNumberField("aggregationTemporality", DELTA);
            json.writeArrayFieldStart("dataPoints");
            for (Map.Entry<SpanAttributes, HistogramPoint> point : points.entrySet()) {
                json.writeStartObject();
                OtlpJson.attributes(json, point.getKey());
                OtlpJson.time(json, "startTimeUnixNano", start);
                OtlpJson.time(json, "timeUnixNano", now);
                values(json, point.getValue());
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
            json.writeEndObject();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private static void values(JsonGenerator json, HistogramPoint point) throws IOException {
        json.writeStringField("count", Long.toString(point.count()));
        json.writeNumberField("sum", point.sum());
        json.writeNumberField("min", point.min());
        json.writeNumberField("max", point.max());
        json.writeArrayFieldStart("bucketCounts");
        for (long bucket : point.buckets()) {
            json.writeString(Long.toString(bucket));
        }
        json.writeEndArray();
        json.writeArrayFieldStart("explicitBounds");
        for (double bound : point.bounds()) {
            json.writeNumber(bound);
        }
        json.writeEndArray();
    }
}
