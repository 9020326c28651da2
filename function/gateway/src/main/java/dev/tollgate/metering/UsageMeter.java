package dev.tollgate.metering;

import dev.tollgate.bill.AttemptPurpose;
import dev.tollgate.bill.BilledAnswer;
import dev.tollgate.bill.BudgetStatus;
import dev.tollgate.bill.Cost;
import dev.tollgate.bill.PriceTable;
import dev.tollgate.bill.UsageLedger;
import dev.tollgate.bill.UsageRecord.Settlement;
import dev.tollgate.call.AttemptSpan;
import dev.tollgate.call.CallContext;
import dev.tollgate.call.CallTrace;
import dev.tollgate.call.ResponseSink;
import dev.tollgate.call.ResponseSink.AttemptSummary;
import dev.tollgate.openai.ErrorKind;
import dev.tollgate.openai.GatewayException;
import dev.tollgate.route.Target;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Measures one call: {@code accepted → (attempt started → ended)* → settled}. A call that is never accepted used nothing; what the
 * store may have written of it is withdrawn.
 *
 * <p>Attempts may report from several threads.
 */
public final class UsageMeter {
    /** How the usage record names an attempt that lost against a hedged request. */
    static final String SUPERSEDED = "superseded";

    private final CallContext<?> context;
    private final RecordSettlement recordSettlement;
    private final PriceTable prices;
    private final Executor threads;
    private final Clock clock;
    private final AttemptRecords attempts = new AttemptRecords();
    private final CounterSettlement counterSettlement;
    private @Nullable AcceptedCall accepted;

    UsageMeter(CallContext<?> context, UsageLedger ledger, PriceTable prices, Executor threads, Clock clock) {
        this.context = context;
        this.recordSettlement = new RecordSettlement(ledger);
        this.counterSettlement = new CounterSettlement(context.requestId());
        this.prices = prices;
        this.threads = threads;
        this.clock = clock;
    }

    /** The call is accepted: from now on it must be settled. */
    void accept(AcceptedCall call) {
        accepted = call;
    }

    /** The store did not confirm what the call reserves: it is withdrawn at the end, whether the call is accepted or not. */
    void withdraw(UnconfirmedCall call) {
        counterSettlement.add(call);
    }

    /**
     * Waits until the pending record is written: the client sees nothing that no usage record covers.
     *
     * @throws GatewayException {@code STORE_UNAVAILABLE}
     */
    public void awaitPendingRecord() {
        try {
            accepted().pending().written().join();
        } catch (CompletionException failed) {
            if (!context.allowsStoreFailure()) {
                throw failed.getCause() instanceof GatewayException failure
                        ? failure
                        : new GatewayException(
                                ErrorKind.INTERNAL, "The usage record was not written.", failed.getCause());
            }
        }
    }

    /** The limit of completion tokens that this target must get, so that it costs no more than is reserved; empty if none. */
    public OptionalInt completionLimit(Target target) {
        return accepted().completionLimits().apply(target);
    }

    /** A target is sent a request now. Its end must be reported, whatever it is. */
    public AttemptRecord attemptStarted(Target target, AttemptPurpose purpose, Instant now) {
        return attemptStarted(target, purpose, now, null);
    }

    /**
     * The same in a call that may have a trace.
     *
     * @param span what its trace shows of the attempt; null if nobody traces the call
     */
    public synchronized AttemptRecord attemptStarted(
            Target target, AttemptPurpose purpose, Instant now, @Nullable AttemptSpan span) {
        return attempts.add(new AttemptRecord(target, purpose, now, span));
    }

    /** The target sent a complete response. */
    public synchronized void succeeded(AttemptRecord attempt, AttemptUsage usage) {
        attempt.end(null, usage, cost(attempt, usage), clock.instant());
    }

    /** The target sent its count after a complete response. */
    public synchronized void recounted(AttemptRecord attempt, AttemptUsage usage) {
        attempt.recount(usage, cost(attempt, usage));
    }

    /** The target failed. */
    public synchronized void failed(AttemptRecord attempt, AttemptUsage usage, GatewayException failure) {
        attempt.end(failure.kind().word(), usage, cost(attempt, usage), clock.instant());
    }

    /** The target was stopped because another one responds. */
    public synchronized void superseded(AttemptRecord attempt, AttemptUsage usage) {
        attempt.end(SUPERSEDED, usage, cost(attempt, usage), clock.instant());
    }

    private Cost cost(AttemptRecord attempt, AttemptUsage usage) {
        if (usage.usage().nothingUsed()) {
            return Cost.Priced.NOTHING;
        }
        Target target = attempt.target();
        return prices.cost(
                target.provider().name(),
                target.model(),
                attempt.billable(usage),
                accepted().tariff());
    }

    /**
     * The head of the response that this attempt starts now.
     *
     * @param overhead the gateway's own share of the time until now
     */
    public ResponseSink.ResponseHead head(AttemptRecord responding, List<String> dropped, Duration overhead) {
        Target target = responding.target();
        return head(
                target.provider().name(),
                target.model(),
                summaries(responding),
                dropped,
                completionLimit(target),
                overhead);
    }

    private ResponseSink.ResponseHead head(
            String provider,
            String model,
            List<AttemptSummary> summaries,
            List<String> dropped,
            OptionalInt completionLimit,
            Duration overhead) {
        AcceptedCall call = accepted();
        return new ResponseSink.ResponseHead(
                provider,
                model,
                summaries,
                dropped,
                completionLimit,
                context.metrics().tierDecision(),
                call.reservations().rateStatus(),
                call.pending().budgets().join(),
                Optional.empty(),
                false,
                overhead);
    }

    /**
     * The response is one that was kept: the call uses nothing, and is charged a share of what the original would be charged.
     *
     * @param share from 0 to 1
     * @return the head of the response
     */
    public ResponseSink.ResponseHead servedFromCache(BilledAnswer original, BigDecimal share) {
        awaitPendingRecord();
        synchronized (this) {
            attempts.servedFromCache(
                    original, CachedCharge.of(original, share, accepted().tariff()));
        }
        return head(
                original.provider(),
                original.model(),
                List.of(),
                List.of(),
                OptionalInt.empty(),
                context.metrics().responseStarted(clock.instant()));
    }

    /** What the complete answer used and cost; empty if no target has given one. */
    public synchronized Optional<BilledAnswer> answered() {
        return attempts.answered();
    }

    /**
     * What the client is charged for the call so far, in micro-dollars. Empty if that is not known: a model has no price, or an attempt
     * still runs.
     */
    public synchronized OptionalLong chargeMicros() {
        return attempts.chargeMicros();
    }

    /** How each attempt ended so far, in order. */
    public List<AttemptSummary> attempts() {
        return summaries(null);
    }

    private synchronized List<AttemptSummary> summaries(@Nullable AttemptRecord responding) {
        return attempts.summaries(responding, clock.instant());
    }

    /**
     * Releases a limited slot before the last byte leaves, so that a client that sends one request after the other never meets its
     * own. Everything else is settled after the last byte, when nobody waits.
     */
    public void releaseSlot() {
        AcceptedCall call = accepted;
        if (call != null && call.reservations().holdSlot()) {
            counterSettlement.settle(call.reservations(), tokens());
        }
    }

    /** Settles reservations and record, if the call was accepted. Failures are logged: the client has its response already. */
    public void settle() {
        AcceptedCall call = accepted;
        Settlement settlement = settlement();
        if (call == null) {
            counterSettlement.withdraw(settlement);
            return;
        }
        CompletableFuture<Void> counters = counterSettlement.isDue(call.reservations(), tokens())
                ? CompletableFuture.runAsync(() -> settleCounters(call.reservations(), settlement), threads)
                : CompletableFuture.completedFuture(null);
        recordSettlement.settle(call.pending(), settlement);
        counters.join();
        long exceeded = call.pending().budgets().join().stream()
                .filter(BudgetStatus::exceeded)
                .count();
        context.metrics().settled(settlement, (int) exceeded);
        trace();
    }

    /** The call is settled, but its prompt could not be kept: its record must not name a place where nothing is. */
    public void promptLost() {
        recordSettlement.promptLost(accepted().pending());
    }

    private synchronized void trace() {
        CallTrace trace = context.metrics().trace();
        if (trace != null && trace.exported()) {
            context.metrics().attempted(attempts.reports());
        }
    }

    private synchronized Settlement settlement() {
        return attempts.settlement(context.metrics(), clock.instant());
    }

    private void settleCounters(RateReservations reservations, Settlement settlement) {
        counterSettlement.settle(reservations, tokens());
        counterSettlement.countLate(reservations, tokens());
        counterSettlement.withdraw(settlement);
    }

    private synchronized long tokens() {
        return attempts.usage().usage().totalTokens();
    }

    private AcceptedCall accepted() {
        if (accepted == null) {
            throw new IllegalStateException("the call was not accepted yet");
        }
        return accepted;
    }
}
