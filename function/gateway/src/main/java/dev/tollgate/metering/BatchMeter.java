package dev.tollgate.metering;

import dev.tollgate.bill.AttemptPurpose;
import dev.tollgate.bill.BatchHold;
import dev.tollgate.bill.BillableUsage;
import dev.tollgate.bill.BudgetReservation;
import dev.tollgate.bill.CallOutcome;
import dev.tollgate.bill.Cost;
import dev.tollgate.bill.PriceTable;
import dev.tollgate.bill.RequestHold;
import dev.tollgate.bill.Tariff;
import dev.tollgate.bill.UsageLedger;
import dev.tollgate.bill.UsageRecord;
import dev.tollgate.bill.UsageRecord.Attempt;
import dev.tollgate.bill.UsageRecord.Settlement;
import dev.tollgate.call.CallContext;
import dev.tollgate.openai.ErrorKind;
import dev.tollgate.openai.GatewayException;
import dev.tollgate.openai.LineRequest;
import dev.tollgate.openai.Usage;
import dev.tollgate.provider.Provider;
import dev.tollgate.route.Target;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The money of batches: reserved when a batch is created, and recorded line by line when it has ended. */
@ApplicationScoped
public class BatchMeter {
    private final BudgetReservations budgets;
    private final UsageLedger ledger;
    private final PriceTable prices;
    private final Clock clock;

    BatchMeter(BudgetReservations budgets, UsageLedger ledger, PriceTable prices, Clock clock) {
        this.budgets = budgets;
        this.ledger = ledger;
        this.prices = prices;
        this.clock = clock;
    }

    /**
     * What the batch needs, and what its lines are under the budgets of its key. Writes nothing.
     *
     * @throws GatewayException {@code PERMISSION_DENIED} if a hard budget cannot count it
     */
    public BatchPlan plan(CallContext<?> context, String alias, Target target, List<LineRequest> lines) {
        Tariff tariff = prices.tariff(context.key().id(), alias, context.key().team());
        return budgets.ofBatch(context, target, lines, tariff);
    }

    /**
     * Reserves what the batch needs, all of it or nothing.
     *
     * @param deadline when a sweep releases it, if the batch has not ended
     * @throws GatewayException {@code INSUFFICIENT_QUOTA}, or {@code STORE_UNAVAILABLE}
     */
    public BatchHold reserve(String batch, CallContext<?> context, String alias, BatchPlan plan, Instant deadline) {
        UsageRecord pending = new UsageRecord(
                context.requestId(),
                context.key().id(),
                context.receivedAt(),
                deadline,
                alias,
                context.tags(),
                false,
                RequestHold.NONE,
                batch,
                null);
        UsageRecord reserved = reserved(pending, plan.reservation());
        return BatchHold.of(batch, reserved, ledger.handOver(reserved));
    }

    private UsageRecord reserved(UsageRecord pending, BudgetReservation reservation) {
        if (reservation.isEmpty()) {
            ledger.writePending(pending);
            return pending;
        }
        ledger.requireRoom(reservation);
        try {
            return ledger.reserve(pending, reservation);
        } catch (GatewayException failure) {
            if (failure.kind() == ErrorKind.STORE_UNAVAILABLE) {
                UsageRecord unconfirmed = ledger.withoutReserving(pending, reservation);
                UnconfirmedCall.record(ledger, unconfirmed).withdraw(nothing(pending, CallOutcome.FAILED, null, null));
            }
            throw failure;
        }
    }

    /**
     * Records a line that was answered. Recording it again changes nothing.
     *
     * @param usage at the service tier of batches
     * @throws GatewayException {@code STORE_UNAVAILABLE}: then it must be recorded again
     */
    public void answered(BatchHold hold, Provider provider, String model, String customId, AttemptUsage usage) {
        Cost cost = usage.usage().nothingUsed() ? Cost.Priced.NOTHING : cost(hold, provider, model, usage);
        record(hold, provider, model, customId, null, usage, cost);
    }

    private Cost cost(BatchHold hold, Provider provider, String model, AttemptUsage usage) {
        BillableUsage billable =
                new BillableUsage(usage.usage(), hold.acceptedAt(), usage.serviceTier(), ProviderHost.of(provider));
        Tariff tariff = prices.tariff(
                hold.keyId(), hold.alias(), Optional.ofNullable(hold.tags().get("team")));
        return prices.cost(provider.name(), model, billable, tariff);
    }

    /**
     * Records a line whose answer cannot be read. Its provider bills it, but nobody knows how much. Recording it again changes nothing.
     *
     * @param usage what is known of it
     */
    public void unreadable(
            BatchHold hold, Provider provider, String model, String customId, ErrorKind kind, AttemptUsage usage) {
        record(hold, provider, model, customId, kind, usage, new Cost.Unpriced());
    }

    /** Records a line that failed, and cost nothing. Recording it again changes nothing. */
    public void failed(BatchHold hold, Provider provider, String model, String customId, ErrorKind kind) {
        record(hold, provider, model, customId, kind, AttemptUsage.NOTHING, Cost.Priced.NOTHING);
    }

    private void record(
            BatchHold hold,
            Provider provider,
            String model,
            String customId,
            @Nullable ErrorKind error,
            AttemptUsage usage,
            Cost cost) {
        UsageRecord line = hold.line(customId);
        long millis = Duration.between(hold.acceptedAt(), clock.instant()).toMillis();
        Attempt attempt = new Attempt(
                provider.name(),
                model,
                AttemptPurpose.RESPOND,
                error == null ? null : error.word(),
                millis,
                usage.usage(),
                usage.estimated(),
                cost);
        ledger.record(line.settled(new Settlement(
                error == null ? CallOutcome.COMPLETE : CallOutcome.FAILED,
                provider.name(),
                model,
                usage.usage(),
                usage.estimated(),
                cost,
                List.of(attempt),
                null,
                millis)));
    }

    /** Releases what a batch holds, once its lines are recorded, or if no provider took it. Releasing it again changes nothing. */
    public void release(BatchHold hold, CallOutcome outcome, String provider, String model) {
        UsageRecord creation = hold.creation();
        ledger.settle(creation.settled(nothing(creation, outcome, provider, model)), hold.reservation());
    }

    private Settlement nothing(
            UsageRecord record, CallOutcome outcome, @Nullable String provider, @Nullable String model) {
        return new Settlement(
                outcome,
                provider,
                model,
                Usage.NONE,
                false,
                Cost.Priced.NOTHING,
                List.of(),
                null,
                Duration.between(record.acceptedAt(), clock.instant()).toMillis());
    }
}
