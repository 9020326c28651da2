package dev.tollgate.metering;

import dev.tollgate.bill.AttemptPurpose;
import dev.tollgate.bill.BillableUsage;
import dev.tollgate.bill.BilledAnswer;
import dev.tollgate.bill.Cost;
import dev.tollgate.bill.UsageRecord;
import dev.tollgate.call.AttemptReport;
import dev.tollgate.call.AttemptSpan;
import dev.tollgate.call.ResponseSink.AttemptSummary;
import dev.tollgate.route.Target;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One target that was sent a request, in the usage of its call. Guarded by its {@link UsageMeter}. */
public final class AttemptRecord {
    private final Target target;
    private final AttemptPurpose purpose;
    private final Instant startedAt;
    private final @Nullable AttemptSpan span;
    private @Nullable Instant endedAt;
    private UsageRecord.@Nullable Attempt ended;
    private @Nullable BillableUsage billable;

    /**
     * An attempt that starts now.
     *
     * @param span what a trace shows of it; null if nobody traces the call
     */
    AttemptRecord(Target target, AttemptPurpose purpose, Instant startedAt, @Nullable AttemptSpan span) {
        this.target = target;
        this.purpose = purpose;
        this.startedAt = startedAt;
        this.span = span;
    }

    Target target() {
        return target;
    }

    Instant startedAt() {
        return startedAt;
    }

    /** Whether the target was to respond to the client. */
    boolean responds() {
        return purpose == AttemptPurpose.RESPOND;
    }

    /**
     * The attempt has ended.
     *
     * @param error how it failed; null if it succeeded
     */
    void end(@Nullable String error, AttemptUsage usage, Cost cost, Instant now) {
        billable = billable(usage);
        endedAt = now;
        ended = new UsageRecord.Attempt(
                target.provider().name(),
                target.model(),
                purpose,
                error,
                millisUntil(now),
                usage.usage(),
                usage.estimated(),
                cost);
    }

    /** What the attempt used, with everything that its price may depend on. */
    BillableUsage billable(AttemptUsage usage) {
        return new BillableUsage(usage.usage(), startedAt, usage.serviceTier(), ProviderHost.of(target.provider()));
    }

    /** What a complete answer used and cost; empty unless the attempt has given one to the client. */
    Optional<BilledAnswer> answered() {
        UsageRecord.Attempt end = ended;
        return end == null || !responds() || end.error() != null || billable == null
                ? Optional.empty()
                : Optional.of(new BilledAnswer(end.provider(), end.model(), billable, end.cost()));
    }

    /** The provider's count has come after the end, in place of an estimate. */
    void recount(AttemptUsage usage, Cost cost) {
        UsageRecord.Attempt end = ended().orElseThrow();
        billable = billable(usage);
        ended = new UsageRecord.Attempt(
                end.provider(),
                end.model(),
                end.purpose(),
                end.error(),
                end.millis(),
                usage.usage(),
                usage.estimated(),
                cost);
    }

    /** How it ended; empty while it runs. */
    Optional<UsageRecord.Attempt> ended() {
        return Optional.ofNullable(ended);
    }

    /** The same for its trace; empty if nobody traces the call. */
    Optional<AttemptReport> report() {
        return span == null || ended == null || endedAt == null
                ? Optional.empty()
                : Optional.of(new AttemptReport(ended, target.provider(), startedAt, endedAt, span));
    }

    /** The same for the client. An attempt that still runs while another one responds is being stopped. */
    AttemptSummary summary(boolean responds, Instant now) {
        UsageRecord.Attempt end = ended;
        String error = end == null ? UsageMeter.SUPERSEDED : end.error();
        return new AttemptSummary(
                target.provider().name(),
                target.model(),
                responds ? null : error,
                end == null ? millisUntil(now) : end.millis());
    }

    private long millisUntil(Instant now) {
        return Duration.between(startedAt, now).toMillis();
    }
}
