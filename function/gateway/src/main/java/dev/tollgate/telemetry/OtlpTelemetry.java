package dev.tollgate.telemetry;

import dev.tollgate.call.AttemptSpan;
import dev.tollgate.call.CallReport;
import dev.tollgate.call.CallTelemetry;
import dev.tollgate.call.CallTrace;
import dev.tollgate.parse.TraceParent;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Exports calls to a collector of OTLP. */
final class OtlpTelemetry implements CallTelemetry {
    private static final Logger LOG = Logger.getLogger(OtlpTelemetry.class);

    private final TraceSampler sampler;
    private final List<SignalExport> signals;
    private final Duration timeout;
    private final Clock clock;

    /**
     * Exports these signals.
     *
     * @param timeout how long an export may take
     */
    OtlpTelemetry(TraceSampler sampler, List<SignalExport> signals, Duration timeout, Clock clock) {
        this.sampler = sampler;
        this.signals = signals;
        this.timeout = timeout;
        this.clock = clock;
    }

    @Override
    public CallTrace trace(Optional<TraceParent> client, String state) {
        String traceId =
                client.map(TraceParent::traceId).orElseGet(() -> AttemptSpan.randomId() + AttemptSpan.randomId());
        return new CallTrace(
                new TraceParent(traceId, AttemptSpan.randomId(), sampler.samples(traceId, client)),
                client.map(TraceParent::spanId).orElse(null),
                state,
                true);
    }

    @Override
    public void export(CallReport report, Instant by) {
        Instant now = clock.instant();
        Instant end = now.plus(timeout).isBefore(by) ? now.plus(timeout) : by;
        for (SignalExport signal : signals) {
            try {
                signal.export(report, Duration.between(clock.instant(), end));
            } catch (RuntimeException bug) {
                LOG.errorf(bug, "request %s was not exported", report.requestId());
            }
        }
    }
}
