package dev.tollgate.call;

import dev.tollgate.auth.ApiKey;
import dev.tollgate.bill.BudgetStatus;
import dev.tollgate.bill.CallOutcome;
import dev.tollgate.bill.UsageRecord.Settlement;
import dev.tollgate.metering.UsageMeter;
import dev.tollgate.openai.ErrorKind;
import dev.tollgate.openai.GatewayException;
import dev.tollgate.openai.ModelRequest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** What is known of a call so far; becomes its log line. */
public final class CallMetrics {
    private final IncomingCall<?> incomingCall;
    private String keyId;
    private ModelRequest request;
    private UsageMeter usageMeter;
    private Settlement settlement;
    private GatewayException failure;
    private boolean failedAfterBegin;
    private final UpstreamWaits waits;
    /** Written by whichever thread answers. */
    private volatile Instant firstByteAt;

    public CallMetrics(IncomingCall<?> incomingCall) {
        this.incomingCall = incomingCall;
        this.waits = new UpstreamWaits(incomingCall.receivedAt());
    }

    public void caller(ApiKey key) {
        keyId = key.id();
    }

    public void asked(ModelRequest modelRequest) {
        request = modelRequest;
    }

    public void booked(UsageMeter opened) {
        usageMeter = opened;
    }

    /** How long it waits for others. */
    public UpstreamWaits waits() {
        return waits;
    }

    /** The answer's head goes out now. */
    public void responseStarted(Instant now) {
        firstByteAt = now;
        waits.answered(now);
    }

    /** What the gateway itself has taken until then. */
    public Duration overhead() {
        return waits.overhead();
    }

    public void failed(GatewayException what, boolean committed) {
        failure = what;
        failedAfterBegin = committed;
    }

    /** Who was asked so far, in order; nobody where the call was not accepted. */
    public List<ResponseSink.AttemptSummary> attemptSummary(Instant now) {
        return usageMeter == null ? List.of() : usageMeter.attempts(null, now);
    }

    /** Frees what a caller that asks again at once must not find taken by its own last request. */
    public void beforeLastByte() {
        if (usageMeter != null) {
            usageMeter.beforeLastByte();
        }
    }

    /** Settles what was booked, if anything was. */
    public void settle(Clock clock) {
        if (usageMeter == null) {
            return;
        }
        long total =
                Duration.between(incomingCall.receivedAt(), clock.instant()).toMillis();
        settlement = usageMeter.settle(outcome(), firstChunkMillis(), total);
    }

    public CallReport report(Instant now) {
        return new CallReport(
                incomingCall.requestId(),
                incomingCall.receivedAt(),
                keyId,
                request == null ? null : request.model(),
                request != null && request.streamed(),
                failure == null || failedAfterBegin ? 200 : failure.kind().status(),
                failure,
                settlement,
                overBudget(),
                firstChunkMillis(),
                Duration.between(incomingCall.receivedAt(), now),
                overhead());
    }

    private int overBudget() {
        return usageMeter == null
                ? 0
                : (int) usageMeter.budgetStatus().stream()
                        .filter(BudgetStatus::exceeded)
                        .count();
    }

    private Long firstChunkMillis() {
        boolean begun = firstByteAt != null && (failure == null || failedAfterBegin);
        return begun ? Duration.between(incomingCall.receivedAt(), firstByteAt).toMillis() : null;
    }

    private CallOutcome outcome() {
        if (failure == null) {
            return CallOutcome.COMPLETE;
        }
        if (failure.kind() == ErrorKind.CLIENT_GONE) {
            return CallOutcome.CANCELLED;
        }
        return failedAfterBegin ? CallOutcome.CUT : CallOutcome.FAILED;
    }
}
