package dev.tollgate.metering;

import dev.tollgate.bill.BillableUsage;
import dev.tollgate.bill.BudgetStatus;
import dev.tollgate.bill.CallOutcome;
import dev.tollgate.bill.Cost;
import dev.tollgate.bill.Tariff;
import dev.tollgate.bill.UsageRecord;
import dev.tollgate.bill.UsageRecord.Settlement;
import dev.tollgate.call.ResponseSink;
import dev.tollgate.openai.ErrorKind;
import dev.tollgate.openai.GatewayException;
import dev.tollgate.openai.RateStatus;
import dev.tollgate.route.Target;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jboss.logging.Logger;

/** The books of one accepted call: each target that is asked is entered, and how it ended; then everything is settled once. */
public final class UsageMeter {
    /** What the record says of a target that lost a race. */
    static final String SUPERSEDED = "superseded";

    private static final Logger LOG = Logger.getLogger(UsageMeter.class);

    private final UsageRecorder books;
    private final RateReservations rateReservations;
    private final PendingRecord pendingRecord;
    private final boolean goOnWithoutStore;
    private final Tariff tariff;
    private final List<AttemptRecord> attemptRecord = new ArrayList<>(1);
    private boolean reservationsSettled;

    public UsageMeter(
            UsageRecorder books,
            RateReservations rateReservations,
            PendingRecord pendingRecord,
            boolean goOnWithoutStore,
            Tariff tariff) {
        this.books = books;
        this.rateReservations = rateReservations;
        this.pendingRecord = pendingRecord;
        this.goOnWithoutStore = goOnWithoutStore;
        this.tariff = tariff;
    }

    public RateStatus rateStatus() {
        return rateReservations.rateStatus();
    }

    /** How the budgets stand that it counts in. */
    public List<BudgetStatus> budgetStatus() {
        return pendingRecord.budgetStatus().join();
    }

    /**
     * Waits until the pending record is written: nothing is shown to a caller that no record knows of.
     *
     * @throws GatewayException {@code STORE_UNAVAILABLE}
     */
    public void awaitPendingRecord() {
        try {
            pendingRecord.written().join();
        } catch (CompletionException failed) {
            if (!goOnWithoutStore) {
                throw failed.getCause() instanceof GatewayException failure
                        ? failure
                        : new GatewayException(
                                ErrorKind.INTERNAL, "The usage record was not written.", failed.getCause());
            }
        }
    }

    /** Enters a target that is asked now. Its end is still to be entered, whatever it is. */
    public synchronized AttemptRecord attemptRecord(Target target, Instant now) {
        return enter(new AttemptRecord(target, false, now));
    }

    /** The same for one that is asked for the tier. */
    public synchronized AttemptRecord judging(Target target, Instant now) {
        return enter(new AttemptRecord(target, true, now));
    }

    private AttemptRecord enter(AttemptRecord entry) {
        attemptRecord.add(entry);
        return entry;
    }

    /** Enters that this target answered. */
    public synchronized void answered(AttemptRecord entry, AttemptUsage used, Instant now) {
        entry.end(null, used, cost(entry, used), now);
    }

    /** Enters that this target failed. */
    public synchronized void failed(AttemptRecord entry, AttemptUsage used, GatewayException failure, Instant now) {
        entry.end(failure.kind().name().toLowerCase(Locale.ROOT), used, cost(entry, used), now);
    }

    /** Enters that this target was stopped because the call went on without it. */
    public synchronized void superseded(AttemptRecord entry, AttemptUsage used, Instant now) {
        entry.end(SUPERSEDED, used, cost(entry, used), now);
    }

    private Cost cost(AttemptRecord entry, AttemptUsage used) {
        if (used.usage().totalTokens() == 0) {
            return Cost.Priced.NOTHING;
        }
        BillableUsage billableUsage = new BillableUsage(used.usage(), entry.from(), used.serviceTier());
        Target target = entry.target();
        return books.prices().cost(target.provider().name(), target.model(), billableUsage, tariff);
    }

    /**
     * What has come of each target so far, in the order they were asked.
     *
     * @param answering the one that answers now; null where none does
     */
    public synchronized List<ResponseSink.AttemptSummary> attempts(AttemptRecord answering, Instant now) {
        return attemptRecord.stream()
                .filter(entry -> !entry.judge())
                .map(entry -> entry.attemptSummary(entry == answering, now))
                .toList();
    }

    /**
     * A caller that asks one question after the other must not meet its own slot, so a limited slot is free before the
     * last byte leaves. Everything else is settled after it, when nobody waits.
     */
    public void beforeLastByte() {
        if (rateReservations.holdSlot()) {
            settleReservations();
        }
    }

    /** Settles reservation and record; failures are logged, for the caller has its answer already. */
    public Settlement settle(CallOutcome outcome, Long firstChunkMillis, long totalMillis) {
        Settlement settlement = settlement(outcome, firstChunkMillis, totalMillis);
        CompletableFuture<Void> counters = CompletableFuture.runAsync(this::settleReservations, books.threads());
        pendingRecord.written().exceptionally(_ -> null).join();
        logged("usage record", () -> books.usageLedger()
                .settle(pendingRecord.pending().settled(settlement)));
        counters.join();
        return settlement;
    }

    private synchronized Settlement settlement(CallOutcome outcome, Long firstChunkMillis, long totalMillis) {
        List<UsageRecord.Attempt> attempts =
                attemptRecord.stream().flatMap(entry -> entry.ended().stream()).toList();
        Optional<UsageRecord.Attempt> last = answering(attempts);
        AttemptUsage attemptUsage = attemptUsage();
        return new Settlement(
                outcome,
                last.map(UsageRecord.Attempt::provider).orElse(null),
                last.map(UsageRecord.Attempt::model).orElse(null),
                attemptUsage.usage(),
                attemptUsage.estimated(),
                attempts.stream().map(UsageRecord.Attempt::cost).reduce((Cost) Cost.Priced.NOTHING, Cost::plus),
                attempts,
                firstChunkMillis,
                totalMillis);
    }

    private static Optional<UsageRecord.Attempt> answering(List<UsageRecord.Attempt> attempts) {
        List<UsageRecord.Attempt> asked =
                attempts.stream().filter(attempt -> !attempt.judge()).toList();
        return asked.stream()
                .filter(attempt -> attempt.error() == null)
                .findFirst()
                .or(() -> asked.isEmpty() ? Optional.empty() : Optional.of(asked.getLast()));
    }

    private AttemptUsage attemptUsage() {
        return attemptRecord.stream()
                .flatMap(entry -> entry.ended().stream())
                .map(attempt -> new AttemptUsage(attempt.usage(), attempt.estimated()))
                .reduce(AttemptUsage.NOTHING, AttemptUsage::plus);
    }

    private synchronized void settleReservations() {
        if (reservationsSettled) {
            return;
        }
        reservationsSettled = true;
        rateReservations.settle(
                pendingRecord.pending().requestId(), attemptUsage().usage().totalTokens());
    }

    private void logged(String what, Runnable settling) {
        try {
            settling.run();
        } catch (GatewayException failure) {
            LOG.errorf(
                    failure,
                    "request %s: the %s was not settled",
                    pendingRecord.pending().requestId(),
                    what);
        }
    }
}
