package dev.tollgate.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tollgate.call.AttemptReport;
import dev.tollgate.call.CallMetrics;
import dev.tollgate.call.CallOrigin;
import dev.tollgate.call.CallTrace;
import dev.tollgate.call.TracedCall;
import dev.tollgate.failover.BatchSubmission;
import dev.tollgate.openai.ErrorKind;
import dev.tollgate.openai.GatewayException;
import dev.tollgate.parse.TraceParent;
import dev.tollgate.provider.DropPolicy;
import dev.tollgate.provider.Provider;
import dev.tollgate.route.Target;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** The provider of a batch in the trace of the call that creates it. */
class BatchTraceTest {
    private static final Instant START = Instant.parse("2026-11-30T10:00:00Z");
    private static final TraceParent CALL = new TraceParent("1".repeat(32), "2".repeat(16), true);
    private static final Target TARGET =
            new Target(new Provider("p", "openai", null, null, null), "m", DropPolicy.HINTS);

    @Test
    void aRefusalIsASpanThatNamesIt() {
        CallMetrics metrics = traced(new CallTrace(CALL, null, "", true));

        BatchTrace trace = BatchTrace.starts(metrics, TARGET, START);
        trace.ends(
                new BatchSubmission.Refused(new GatewayException(ErrorKind.UPSTREAM_OVERLOADED, "busy")),
                START.plusMillis(250));

        assertThat(attempts(metrics)).singleElement().satisfies(attempt -> {
            assertThat(attempt.billed().error()).isEqualTo("upstream_overloaded");
            assertThat(attempt.billed().millis()).isEqualTo(250);
            assertThat(attempt.billed().model()).isEqualTo("m");
            assertThat(attempt.span().context().traceId()).isEqualTo(CALL.traceId());
            assertThat(attempt.span().context().spanId()).isNotEqualTo(CALL.spanId());
        });
    }

    @Test
    void withoutATraceThereIsNoSpan() {
        CallMetrics metrics = traced(null);

        BatchTrace trace = BatchTrace.starts(metrics, TARGET, START);
        trace.ends(new BatchSubmission.Refused(new GatewayException(ErrorKind.UPSTREAM_FAILED, "no")), START);

        assertThat(trace.span()).isNull();
        assertThat(metrics.report(START).traced()).isNull();
    }

    private static CallMetrics traced(CallTrace trace) {
        return new CallMetrics("req_1", START, new CallOrigin("POST", "/v1/batches", trace));
    }

    private static List<AttemptReport> attempts(CallMetrics metrics) {
        TracedCall traced =
                Objects.requireNonNull(metrics.report(START.plusSeconds(1)).traced());
        return traced.attempts();
    }
}
