package dev.tollgate.telemetry;

import dev.tollgate.config.TelemetryConfig;
import dev.tollgate.parse.TraceParent;
import java.util.HexFormat;
import java.util.Optional;

/**
 * Decides which traces are exported (https://opentelemetry.io/docs/specs/otel/trace/sdk/#built-in-samplers).
 *
 * @param asClient whether the decision of a client that sent a trace is followed
 * @param ratio the share of the other traces, from 0 to 1
 */
record TraceSampler(boolean asClient, double ratio) {

    TraceSampler {
        if (!(ratio >= 0 && ratio <= 1)) {
            throw new IllegalArgumentException("OTEL_TRACES_SAMPLER_ARG: expected a number from 0 to 1.");
        }
    }

    static TraceSampler of(TelemetryConfig settings) {
        return switch (settings.tracesSampler()) {
            case ALWAYS_ON -> new TraceSampler(false, 1);
            case ALWAYS_OFF -> new TraceSampler(false, 0);
            case TRACEIDRATIO -> new TraceSampler(false, settings.tracesSamplerArg());
            case PARENTBASED_ALWAYS_ON -> new TraceSampler(true, 1);
            case PARENTBASED_ALWAYS_OFF -> new TraceSampler(true, 0);
            case PARENTBASED_TRACEIDRATIO -> new TraceSampler(true, settings.tracesSamplerArg());
        };
    }

    /** Whether a trace is exported. Everyone who has the same ratio decides the same about it. */
    boolean samples(String traceId, Optional<TraceParent> client) {
        if (asClient && client.isPresent()) {
            return client.get().sampled();
        }
        long low = HexFormat.fromHexDigitsToLong(traceId, 16, 32) & Long.MAX_VALUE;
        return ratio == 1 || low < (long) (ratio * Long.MAX_VALUE);
    }
}
