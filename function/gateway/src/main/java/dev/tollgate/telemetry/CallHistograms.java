package dev.tollgate.telemetry;

import dev.tollgate.bill.Cost;
import dev.tollgate.call.AttemptReport;
import dev.tollgate.call.CallReport;
import dev.tollgate.call.TracedCall;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The metrics of calls, by OpenTelemetry's conventions for generative AI
 * (https://opentelemetry.io/docs/specs/semconv/gen-ai/gen-ai-metrics/). Their attributes come from the configuration and from fixed
 * lists, so that no client can make new ones.
 */
final class CallHistograms {
    private static final double MICROS = 1e6;
    private static final double MILLIS = 1e3;

    private final Map<MetricHistogram, Map<SpanAttributes, HistogramPoint>> points = new LinkedHashMap<>();

    /** The metrics of these calls together. */
    static CallHistograms of(List<CallReport> calls) {
        CallHistograms histograms = new CallHistograms();
        calls.forEach(histograms::add);
        return histograms;
    }

    boolean isEmpty() {
        return points.isEmpty();
    }

    void forEach(BiConsumer<MetricHistogram, Map<SpanAttributes, HistogramPoint>> consumer) {
        points.forEach(consumer);
    }

    private void add(CallReport call) {
        TracedCall traced = call.traced();
        if (traced == null) {
            return;
        }
        server(call, traced);
        for (AttemptReport attempt : traced.attempts()) {
            client(call, attempt, traced);
        }
    }

    private void server(CallReport call, TracedCall traced) {
        String alias = call.metricName();
        add(
                MetricHistogram.REQUEST_DURATION,
                of(traced.operation(), alias).put("error.type", CallSpans.error(call)),
                CallSpans.seconds(call.total()));
        if (call.streamed() && call.firstChunkMillis() != null) {
            add(MetricHistogram.FIRST_TOKEN, of(traced.operation(), alias), call.firstChunkMillis() / MILLIS);
        }
        if (call.overhead() != null) {
            add(MetricHistogram.OVERHEAD, of(traced.operation(), alias), CallSpans.seconds(call.overhead()));
        }
    }

    private static SpanAttributes of(@Nullable String operation, @Nullable String model) {
        return new SpanAttributes()
                .put("gen_ai.operation.name", operation == null ? "unknown" : operation)
                .put("gen_ai.provider.name", "tollgate")
                .put("gen_ai.request.model", model);
    }

    private void client(CallReport call, AttemptReport attempt, TracedCall traced) {
        add(
                MetricHistogram.OPERATION_DURATION,
                of(call, attempt, traced).put("error.type", attempt.billed().error()),
                CallSpans.seconds(Duration.between(attempt.startedAt(), attempt.endedAt())));
        if (!attempt.billed().usage().nothingUsed()) {
            tokens(call, attempt, traced, "input", attempt.billed().usage().promptTokens());
            tokens(call, attempt, traced, "output", attempt.billed().usage().completionTokens());
        }
        if (attempt.billed().cost() instanceof Cost.Priced priced && priced.micros() > 0) {
            add(MetricHistogram.COST, of(call, attempt, traced), priced.micros() / MICROS);
        }
    }

    private void tokens(CallReport call, AttemptReport attempt, TracedCall traced, String type, long count) {
        add(MetricHistogram.TOKEN_USAGE, of(call, attempt, traced).put("gen_ai.token.type", type), (double) count);
    }

    private static SpanAttributes of(CallReport call, AttemptReport attempt, TracedCall traced) {
        SpanAttributes attributes = new SpanAttributes()
                .put("gen_ai.operation.name", CallSpans.operation(attempt, traced))
                .put(
                        "gen_ai.provider.name",
                        ProviderNames.of(attempt.provider(), attempt.span().server()))
                .put(
                        "gen_ai.request.model",
                        call.metricName(
                                attempt.billed().model(), attempt.billed().error()));
        CallSpans.server(attributes, attempt.span().server());
        return attributes;
    }

    private void add(MetricHistogram histogram, SpanAttributes attributes, double value) {
        points.computeIfAbsent(histogram, _ -> new LinkedHashMap<>())
                .computeIfAbsent(attributes, _ -> new HistogramPoint(histogram.bounds()))
                .add(value);
    }
}
