package dev.tollgate.metering;

import dev.tollgate.bill.AttemptPurpose;
import dev.tollgate.bill.BilledAnswer;
import dev.tollgate.bill.Cost;
import dev.tollgate.bill.UsageRecord;
import dev.tollgate.bill.UsageRecord.Settlement;
import dev.tollgate.call.AttemptReport;
import dev.tollgate.call.CallMetrics;
import dev.tollgate.call.ResponseSink.AttemptSummary;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** The attempts of one call, in the order in which they started. Guarded by their {@link UsageMeter}. */
final class AttemptRecords {
    private final List<AttemptRecord> all = new ArrayList<>(1);
    private @Nullable BilledAnswer cached;
    private Cost charged = Cost.Priced.NOTHING;

    AttemptRecord add(AttemptRecord attempt) {
        all.add(attempt);
        return attempt;
    }

    /**
     * The response is one that was kept.
     *
     * @param charge what is charged for it; it costs nothing
     */
    void servedFromCache(BilledAnswer original, Cost charge) {
        cached = original;
        charged = charge;
    }

    /** What the complete answer used and cost; empty if no target has given one. */
    Optional<BilledAnswer> answered() {
        return all.stream().flatMap(attempt -> attempt.answered().stream()).findFirst();
    }

    /** Those that were to respond to the client. */
    List<AttemptSummary> summaries(@Nullable AttemptRecord responding, Instant now) {
        return all.stream()
                .filter(AttemptRecord::responds)
                .map(attempt -> attempt.summary(attempt == responding, now))
                .toList();
    }

    /** What all of them used. */
    AttemptUsage usage() {
        return ended().stream()
                .map(attempt -> new AttemptUsage(attempt.usage(), attempt.estimated()))
                .reduce(AttemptUsage.NOTHING, AttemptUsage::plus);
    }

    /** What all of them are charged; empty if one has no price or still runs. */
    OptionalLong chargeMicros() {
        List<UsageRecord.Attempt> ended = ended();
        return ended.size() == all.size() && cost(ended) instanceof Cost.Priced priced
                ? OptionalLong.of(priced.chargeMicros())
                : OptionalLong.empty();
    }

    /** What a trace shows of them. */
    List<AttemptReport> reports() {
        return all.stream().flatMap(attempt -> attempt.report().stream()).toList();
    }

    Settlement settlement(CallMetrics metrics, Instant now) {
        List<UsageRecord.Attempt> attempts = ended();
        Optional<UsageRecord.Attempt> named = responding(attempts);
        AttemptUsage usage = usage();
        return new Settlement(
                metrics.outcome(),
                named.map(UsageRecord.Attempt::provider).orElse(cached == null ? null : cached.provider()),
                named.map(UsageRecord.Attempt::model).orElse(cached == null ? null : cached.model()),
                usage.usage(),
                usage.estimated(),
                cost(attempts),
                attempts,
                metrics.firstChunkMillis(),
                metrics.totalMillis(now),
                metrics.content());
    }

    private Cost cost(List<UsageRecord.Attempt> attempts) {
        return attempts.stream().map(UsageRecord.Attempt::cost).reduce(charged, Cost::plus);
    }

    /** The attempt that the record names: the one that succeeded, or else the last one. */
    private static Optional<UsageRecord.Attempt> responding(List<UsageRecord.Attempt> attempts) {
        List<UsageRecord.Attempt> candidates = attempts.stream()
                .filter(attempt -> attempt.purpose() == AttemptPurpose.RESPOND)
                .toList();
        return candidates.stream()
                .filter(attempt -> attempt.error() == null)
                .findFirst()
                .or(() -> candidates.isEmpty() ? Optional.empty() : Optional.of(candidates.getLast()));
    }

    private List<UsageRecord.Attempt> ended() {
        return all.stream().flatMap(attempt -> attempt.ended().stream()).toList();
    }
}
