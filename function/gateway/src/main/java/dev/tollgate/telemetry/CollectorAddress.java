package dev.tollgate.telemetry;

import dev.tollgate.config.TelemetryConfig;
import dev.tollgate.config.TelemetryConfig.SignalExporter;
import dev.tollgate.parse.UrlParser;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;

/**
 * Where a signal goes (https://opentelemetry.io/docs/specs/otel/protocol/exporter/).
 *
 * @param signal its name in messages
 */
record CollectorAddress(String signal, URI uri) {

    /** The collector of traces; empty if they go to nobody. */
    static Optional<CollectorAddress> traces(TelemetryConfig settings) {
        return of(
                "traces",
                settings.tracesExporter(),
                settings.collector().tracesEndpoint(),
                settings.collector().endpoint());
    }

    /** The collector of metrics; empty if they go to nobody. */
    static Optional<CollectorAddress> metrics(TelemetryConfig settings) {
        return of(
                "metrics",
                settings.metricsExporter(),
                settings.collector().metricsEndpoint(),
                settings.collector().endpoint());
    }

    private static Optional<CollectorAddress> of(
            String signal, SignalExporter exporter, Optional<String> own, Optional<String> base) {
        if (exporter == SignalExporter.NONE) {
            return Optional.empty();
        }
        return own.map(text -> UrlParser.http(text)
                        .orElseThrow(
                                () -> invalid("OTEL_EXPORTER_OTLP_" + signal.toUpperCase(Locale.ROOT) + "_ENDPOINT")))
                .or(() -> base.map(text -> below(text, signal)))
                .map(uri -> new CollectorAddress(signal, uri));
    }

    private static URI below(String base, String signal) {
        URI uri = UrlParser.httpBase(base).orElseThrow(() -> invalid("OTEL_EXPORTER_OTLP_ENDPOINT"));
        return UrlParser.append(uri, "/v1/" + signal);
    }

    /** The address may hold a password, so the message does not quote it. */
    private static IllegalArgumentException invalid(String variable) {
        return new IllegalArgumentException(variable + ": expected an http or https URL.");
    }
}
