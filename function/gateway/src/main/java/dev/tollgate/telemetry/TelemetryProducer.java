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
        List<SignalExport> signals = new ArrayList<>();
        CollectorAddress.traces(settings)
                .map(address -> collector(address, settings, client, secrets, clock))
                .ifPresent(collector -> {
                    SpanAttributes resource = ResourceAttributes.of(settings, gateway, System.getenv());
                    signals.add(new SignalExport(collector, calls -> traces(resource, calls)));
                });
        return signals.isEmpty()
                ? CallTelemetry.OFF
                : new OtlpTelemetry(
                        TraceSampler.of(settings),
                        signals,
                        Duration.ofMillis(settings.collector().timeout()),
                        clock);
    }

    private static CollectorClient collector(
            CollectorAddress address,
            TelemetryConfig settings,
            UpstreamClient client,
            SecretResolver secrets,
            Clock clock) {
        return new CollectorClient(client, address, new CollectorHeaders(settings, secrets), clock);
    }

    private static Optional<byte[]> traces(SpanAttributes resource, List<CallReport> calls) {
        List<TraceSpan> spans =
                calls.stream().flatMap(call -> CallSpans.of(call).stream()).toList();
        return spans.isEmpty() ? Optional.empty() : Optional.of(TraceDocument.of(resource, spans));
    }
}
