package dev.tollgate.pipeline;

import dev.tollgate.bill.AttemptPurpose;
import dev.tollgate.bill.Cost;
import dev.tollgate.bill.UsageRecord.Attempt;
import dev.tollgate.call.AttemptReport;
import dev.tollgate.call.AttemptSpan;
import dev.tollgate.call.CallMetrics;
import dev.tollgate.failover.BatchSubmission;
import dev.tollgate.openai.GatewayException;
import dev.tollgate.openai.Usage;
import dev.tollgate.route.Target;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How a batch is given to its provider, in the trace of the call that creates it. What its lines use is known a day later, and in no
 * trace.
 *
 * @param span null if the call has no trace
 */
record BatchTrace(
        CallMetrics metrics,
        Target target,
        Instant startedAt,
        @Nullable AttemptSpan span) {

    static BatchTrace starts(CallMetrics metrics, Target target, Instant now) {
        return new BatchTrace(metrics, target, now, AttemptSpan.in(metrics.trace()));
    }

    /** The provider has the batch, or has not. */
    void ends(BatchSubmission submission, Instant now) {
        if (span != null) {
            Attempt attempt = new Attempt(
                    target.provider().name(),
                    target.model(),
                    AttemptPurpose.RESPOND,
                    failure(submission).map(failed -> failed.kind().word()).orElse(null),
                    Duration.between(startedAt, now).toMillis(),
                    Usage.NONE,
                    false,
                    new Cost.Unpriced());
            metrics.attempted(List.of(new AttemptReport(attempt, target.provider(), startedAt, now, span)));
        }
    }

    private static Optional<GatewayException> failure(BatchSubmission submission) {
        return switch (submission) {
            case BatchSubmission.Created _ -> Optional.empty();
            case BatchSubmission.Refused(GatewayException failure) -> Optional.of(failure);
            case BatchSubmission.Unknown(GatewayException failure) -> Optional.of(failure);
        };
    }
}
