package dev.tollgate.metering;

import dev.tollgate.bill.Cost;
import dev.tollgate.bill.UsageRecord;
import dev.tollgate.call.ResponseSink;
import dev.tollgate.route.Target;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** One target that a call has asked, in its books. Guarded by them. */
public final class AttemptRecord {
    private final Target target;
    private final boolean judge;
    private final Instant from;
    private UsageRecord.Attempt ended;

    AttemptRecord(Target target, boolean judge, Instant from) {
        this.target = target;
        this.judge = judge;
        this.from = from;
    }

    public Target target() {
        return target;
    }

    /** When it was asked. */
    Instant from() {
        return from;
    }

    /** Whether it was asked for the tier, not for the answer. */
    boolean judge() {
        return judge;
    }

    /**
     * It has ended.
     *
     * @param error how it failed; null where it answered
     */
    void end(String error, AttemptUsage attemptUsage, Cost cost, Instant now) {
        ended = new UsageRecord.Attempt(
                target.provider().name(),
                target.model(),
                judge,
                error,
                millis(now),
                attemptUsage.usage(),
                attemptUsage.estimated(),
                cost);
    }

    /** What came of it; nothing before it has ended. */
    Optional<UsageRecord.Attempt> ended() {
        return Optional.ofNullable(ended);
    }

    /** The same for the caller. One that is still under way, while another answers, is being stopped. */
    ResponseSink.AttemptSummary attemptSummary(boolean answers, Instant now) {
        String error = ended == null ? UsageMeter.SUPERSEDED : ended.error();
        return new ResponseSink.AttemptSummary(
                target.provider().name(),
                target.model(),
                answers ? null : error,
                ended == null ? millis(now) : ended.millis());
    }

    private long millis(Instant to) {
        return Duration.between(from, to).toMillis();
    }
}
