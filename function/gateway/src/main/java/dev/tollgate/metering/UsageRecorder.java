package dev.tollgate.metering;

import dev.tollgate.auth.ApiKey;
import dev.tollgate.bill.BudgetReservation;
import dev.tollgate.bill.BudgetStatus;
import dev.tollgate.bill.PriceTable;
import dev.tollgate.bill.Tariff;
import dev.tollgate.bill.UsageLedger;
import dev.tollgate.bill.UsageRecord;
import dev.tollgate.call.CallContext;
import dev.tollgate.limit.RateLimiter;
import dev.tollgate.limit.TokenEstimate;
import dev.tollgate.openai.ErrorKind;
import dev.tollgate.openai.FailureText;
import dev.tollgate.openai.GatewayException;
import dev.tollgate.openai.ModelRequest;
import dev.tollgate.route.Route;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jboss.logging.Logger;

/** Accepts calls: reserves what they may need, and begins their usage records. */
@ApplicationScoped
public class UsageRecorder {
    private static final Logger LOG = Logger.getLogger(UsageRecorder.class);

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final RateLimiter rateLimiter;
    private final BudgetReservations budgetReservations;
    private final UsageLedger ledger;
    private final PriceTable prices;
    private final Clock clock;

    UsageRecorder(
            RateLimiter rateLimiter,
            BudgetReservations budgetReservations,
            UsageLedger ledger,
            PriceTable prices,
            Clock clock) {
        this.rateLimiter = rateLimiter;
        this.budgetReservations = budgetReservations;
        this.ledger = ledger;
        this.prices = prices;
        this.clock = clock;
    }

    /** A call that is not accepted yet, with its meter. */
    public <R extends ModelRequest> MeteredCall<R> metered(CallContext<R> context) {
        return new MeteredCall<>(context, new UsageMeter(context, ledger, prices, threads, clock));
    }

    /** The route without the targets that the key's budgets cannot count. */
    public Route payable(CallContext<?> context, Route route) {
        return budgetReservations.payable(context, route);
    }

    /**
     * Reserves what the call may need and begins to write its record. Without budgets, the write goes on while the provider
     * computes.
     *
     * @param route every target that may be sent the request
     * @param sideCalls what the gateway itself calls for the request, in addition to one of these targets
     * @return the route, without the targets for which a budget has too little left
     * @throws GatewayException of a 429 kind, or {@code STORE_UNAVAILABLE} if the key does not allow store failures
     */
    public Route accept(MeteredCall<?> call, Route route, List<PlannedCall> sideCalls) {
        CallContext<?> context = call.context();
        Tariff tariff = tariff(context.key(), route.alias());
        AffordableRoutes affordable = budgetReservations.of(context, route, sideCalls, tariff);
        affordable.reserve(reservation -> {
            ledger.requireRoom(reservation);
            return reservation;
        });
        RateReservations rates = RateReservations.take(
                rateLimiter, call, route.models(), clock.instant(), TokenEstimate.of(context.request()));
        UsageRecord pending = pendingRecord(context, route.alias(), rates);
        PendingRecord record = affordable.reservation().isEmpty()
                ? PendingRecord.withoutBudgets(
                        pending, CompletableFuture.runAsync(() -> ledger.writePending(pending), threads))
                : open(call, pending, affordable, rates);
        call.meter().accept(new AcceptedCall(rates, record, tariff, affordable::completionLimit));
        return affordable.route();
    }

    /**
     * Takes a request from the limits of a key for a call that no provider bills. The caller settles it.
     *
     * @param models the names in the request, without suffixes
     * @throws GatewayException as {@link #accept}
     */
    public RateReservations admit(MeteredCall<?> call, List<String> models) {
        return RateReservations.take(rateLimiter, call, models, clock.instant(), 0);
    }

    /** The rules by which this key is charged for a request of this name. */
    private Tariff tariff(ApiKey key, String alias) {
        return prices.tariff(key.id(), alias, key.team());
    }

    private static UsageRecord pendingRecord(CallContext<?> context, String alias, RateReservations rates) {
        return new UsageRecord(
                context.requestId(),
                context.key().id(),
                context.receivedAt(),
                context.deadline(),
                alias,
                context.tags(),
                context.request().streamed(),
                rates.requestHold(),
                null);
    }

    private PendingRecord open(
            MeteredCall<?> call, UsageRecord pending, AffordableRoutes affordable, RateReservations rates) {
        try {
            UsageRecord opened = affordable.reserve(budgets -> ledger.reserve(pending, budgets));
            return new PendingRecord(
                    opened, CompletableFuture.completedFuture(null), statuses(opened, affordable.reservation()));
        } catch (GatewayException failure) {
            if (failure.kind() == ErrorKind.STORE_UNAVAILABLE) {
                UsageRecord unconfirmed = ledger.withoutReserving(pending, affordable.reservation());
                if (call.context().allowsStoreFailure()) {
                    return PendingRecord.withoutBudgets(unconfirmed, CompletableFuture.completedFuture(null));
                }
                call.meter().withdraw(UnconfirmedCall.record(ledger, unconfirmed));
            }
            rates.cancel(pending.requestId());
            throw failure;
        }
    }

    /** For headers only: a store that fails meanwhile delays no response. */
    private CompletableFuture<List<BudgetStatus>> statuses(UsageRecord opened, BudgetReservation budgets) {
        return CompletableFuture.supplyAsync(() -> ledger.budgetStatus(opened, budgets), threads)
                .exceptionally(failure -> {
                    LOG.warnf(
                            FailureText.bug(failure),
                            "request %s: the status of its budgets could not be read: %s",
                            opened.requestId(),
                            FailureText.line(failure));
                    return List.of();
                });
    }
}
