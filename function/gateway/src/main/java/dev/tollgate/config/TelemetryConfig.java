package dev.tollgate.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;
import java.util.Optional;

/**
 * Where traces and metrics go, from OpenTelemetry's own environment variables, such as {@code OTEL_EXPORTER_OTLP_ENDPOINT}
 * (https://opentelemetry.io/docs/specs/otel/configuration/sdk-environment-variables/). Without an endpoint, nothing is exported.
 */
@ConfigMapping(prefix = "otel")
public interface TelemetryConfig {

    /** What {@code service.name} says; the gateway's name unless set. */
    @WithName("service.name")
    Optional<String> serviceName();

    /** Attributes of the process, as {@code key=value} with commas between them. */
    @WithName("resource.attributes")
    Optional<String> resourceAttributes();

    /** Which signals go out. */
    @WithName("traces.exporter")
    @WithDefault("otlp")
    SignalExporter tracesExporter();

    /** Which signals go out. */
    @WithName("metrics.exporter")
    @WithDefault("otlp")
    SignalExporter metricsExporter();

    /** Which calls are traced. */
    @WithName("traces.sampler")
    @WithDefault("parentbased_always_on")
    TracesSampler tracesSampler();

    /** The share of traces, from 0 to 1, of a sampler that has one. */
    @WithName("traces.sampler.arg")
    @WithDefault("1")
    double tracesSamplerArg();

    /** The collector. */
    @WithName("exporter.otlp")
    Collector collector();

    /** A collector of OTLP over HTTP. */
    interface Collector {
        /** Its base address, to which the path of each signal is added. */
        Optional<String> endpoint();

        /** The full address for traces, in place of one below the base address. */
        @WithName("traces.endpoint")
        Optional<String> tracesEndpoint();

        /** The full address for metrics, in place of one below the base address. */
        @WithName("metrics.endpoint")
        Optional<String> metricsEndpoint();

        /** {@code name=value} with commas between them, or a reference to a secret that says so. */
        Optional<String> headers();

        /** How long one export may take, in milliseconds. A call waits for it after its response. */
        @WithDefault("2000")
        long timeout();
    }

    /** Whether a signal is exported. */
    enum SignalExporter {
        /** To the collector, if there is one. */
        OTLP,
        /** To nobody. */
        NONE
    }

    /** OpenTelemetry's samplers. */
    enum TracesSampler {
        /** Each call. */
        ALWAYS_ON,
        /** No call. */
        ALWAYS_OFF,
        /** A share of all traces. */
        TRACEIDRATIO,
        /** As the client decided, and each call that begins a trace. */
        PARENTBASED_ALWAYS_ON,
        /** As the client decided, and no call that begins a trace. */
        PARENTBASED_ALWAYS_OFF,
        /** As the client decided, and a share of the calls that begin a trace. */
        PARENTBASED_TRACEIDRATIO
    }
}
