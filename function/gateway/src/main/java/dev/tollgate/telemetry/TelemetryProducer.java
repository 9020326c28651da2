package dev.tollgate.telemetry;

import dev.tollgate.call.CallReport;
import dev.tollgate.call.CallTelemetry;
import dev.tollgate.config.GatewayConfig;
import dev.tollgate.config.TelemetryConfig;
import dev.tollgate.provider.SecretResolver;
import dev.tollgate.provider.UpstreamClient;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Provides what exports calls, or what exports nothing if no collector is configured. A mistake in a setting ends the start. */
final class TelemetryProducer {
    private TelemetryProducer() {}

    @Produces
    @Singleton
    @Startup
    static CallTelemetry telemetry(
            TelemetryConfig settings,
            GatewayConfig gateway,
            UpstreamClient client,
            SecretResolver secrets,
            Clock clock) {
        Optional<CollectorAddress> traces = CollectorAddress.traces(settings);
        Optional<CollectorAddress> metrics = CollectorAddress.metrics(settings);
        if (traces.isEmpty() && metrics.isEmpty()) {
            return CallTelemetry.OFF;
        }
        CollectorHeaders headers = new CollectorHeaders(settings, secrets);
        SpanAttributes resource = ResourceAttributes.of(settings, gateway, System.getenv());
        MetricDocuments documents = new MetricDocuments(resource, clock);
        List<SignalExport> signals = new ArrayList<>();
        traces.map(address -> new CollectorClient(client, address, headers, clock))
                .ifPresent(collector -> signals.add(new SignalExport(collector, calls -> traces(resource, calls))));
        metrics.map(address -> new CollectorClient(client, address, headers, clock))
                .ifPresent(collector -> signals.add(new SignalExport(collector, documents::of)));
        return new OtlpTelemetry(
                TraceSampler.of(settings),
                signals,
                Duration.ofMillis(settings.collector().timeout()),
                clock);
    }

    private static Optional<byte[]> traces(SpanAttributes resource, List<CallReport> calls) {
        List<TraceSpan> spans =
                calls.stream().flatMap(call -> CallSpans.of(call).stream()).toList();
        return spans.isEmpty() ? Optional.empty() : Optional.of(TraceDocument.of(resource, spans));
    }
}
