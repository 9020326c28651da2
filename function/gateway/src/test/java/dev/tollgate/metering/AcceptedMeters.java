package dev.tollgate.metering;

import dev.tollgate.bill.Markup;
import dev.tollgate.bill.PriceTable;
import dev.tollgate.bill.PriceTables;
import dev.tollgate.bill.RequestHold;
import dev.tollgate.bill.UsageLedger;
import dev.tollgate.bill.UsageRecord;
import dev.tollgate.call.CallContext;
import dev.tollgate.fake.InMemoryUsageLedger;
import dev.tollgate.limit.RateLimiter;
import dev.tollgate.limit.RateReservation;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;

/** Meters of calls that are accepted already, for tests of what happens afterwards. */
public final class AcceptedMeters {
    private AcceptedMeters() {}

    /** The meter of a call that has this reservation, and whose pending record is written. */
    public static UsageMeter of(
            CallContext<?> context, RateReservation reservation, RateLimiter limits, Stores stores, Clock clock) {
        UsageRecord pending = new UsageRecord(
                context.requestId(),
                context.key().id(),
                context.receivedAt(),
                context.deadline(),
                "alias",
                Map.of(),
                true,
                RequestHold.NONE,
                null);
        stores.ledger().writePending(pending);
        UsageMeter meter = new UsageMeter(context, stores.ledger(), stores.prices(), Runnable::run, clock);
        meter.accept(new AcceptedCall(
                new RateReservations(limits, List.of(reservation)),
                PendingRecord.withoutBudgets(pending, CompletableFuture.completedFuture(null)),
                Markup.NONE,
                _ -> OptionalInt.empty()));
        return meter;
    }

    /** The meter of a call that is not accepted yet. */
    static UsageMeter none(CallContext<?> context, Clock clock) {
        return new UsageMeter(context, new InMemoryUsageLedger(), PriceTables.of(Map.of()), Runnable::run, clock);
    }

    /** Where usage is written down, and what it costs. */
    public record Stores(UsageLedger ledger, PriceTable prices) {}
}
