package dev.tollgate.metering;

import dev.tollgate.auth.ApiKey;
import dev.tollgate.bill.BudgetReservation;
import dev.tollgate.bill.BudgetStatus;
import dev.tollgate.bill.PriceTable;
import dev.tollgate.bill.Tariff;
import dev.tollgate.bill.UsageLedger;
import dev.tollgate.bill.UsageRecord;
import dev.tollgate.limit.RateLimiter;
import dev.tollgate.openai.ErrorKind;
import dev.tollgate.openai.GatewayException;
import dev.tollgate.openai.ModelRequest;
import dev.tollgate.route.Route;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jboss.logging.Logger;

/** Opens the books for each accepted call: its reservations and its usage record. */
@ApplicationScoped
public class UsageRecorder {
    private static final Logger LOG = Logger.getLogger(UsageRecorder.class);

    /** The tag whose value is the team. */
    private static final String TEAM = "team";

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final RateLimiter rateLimiter;
    private final BudgetReservations budgetReservations;
    private final UsageLedger usageLedger;
    private final PriceTable prices;
    private final Clock clock;

    public UsageRecorder(
            RateLimiter rateLimiter,
            BudgetReservations budgetReservations,
            UsageLedger usageLedger,
            PriceTable prices,
            Clock clock) {
        this.rateLimiter = rateLimiter;
        this.budgetReservations = budgetReservations;
        this.usageLedger = usageLedger;
        this.prices = prices;
        this.clock = clock;
    }

    /** What of a route the key's budgets can count. */
    public Route payable(ApiKey key, ModelRequest request, Route route) {
        return budgetReservations.payable(key, request, route);
    }

    /**
     * Reserves what the call may need and begins to write its record. Without budgets, that goes on while the provider
     * is asked.
     *
     * @throws GatewayException of a 429 kind, or {@code STORE_UNAVAILABLE} where the key does not allow to go on without
     */
    public UsageMeter open(CallOrder callOrder) {
        Tariff tariff = tariff(callOrder.key(), callOrder.request());
        BudgetReservation budgetReservation = budgetReservations.of(callOrder, tariff);
        usageLedger.requireRoom(budgetReservation);
        RateReservations rateReservations = RateReservations.take(rateLimiter, callOrder, clock.instant());
        UsageRecord pending = new UsageRecord(
                callOrder.incomingCall().requestId(),
                callOrder.key().id(),
                callOrder.incomingCall().receivedAt(),
                callOrder.deadline(),
                callOrder.request().model(),
                callOrder.key().tags(),
                callOrder.request().streamed(),
                rateReservations.requestHold(),
                null);
        PendingRecord pendingRecord = budgetReservation.none()
                ? PendingRecord.withoutBudgets(
                        pending, CompletableFuture.runAsync(() -> usageLedger.open(pending), threads))
                : open(callOrder, pending, budgetReservation, rateReservations);
        return new UsageMeter(this, rateReservations, pendingRecord, callOrder.allowsStoreFailure(), tariff);
    }

    /** By what this key is charged for this request. */
    private Tariff tariff(ApiKey key, ModelRequest request) {
        return prices.tariff(
                key.id(), request.model(), Optional.ofNullable(key.tags().get(TEAM)));
    }

    private PendingRecord open(
            CallOrder callOrder,
            UsageRecord pending,
            BudgetReservation budgetReservation,
            RateReservations rateReservations) {
        try {
            UsageRecord opened = usageLedger.open(pending, budgetReservation);
            return new PendingRecord(
                    opened, CompletableFuture.completedFuture(null), budgetStatus(opened, budgetReservation));
        } catch (GatewayException failure) {
            if (failure.kind() == ErrorKind.STORE_UNAVAILABLE && callOrder.allowsStoreFailure()) {
                return PendingRecord.withoutBudgets(
                        usageLedger.unopened(pending, budgetReservation), CompletableFuture.completedFuture(null));
            }
            rateReservations.cancel(pending.requestId());
            throw failure;
        }
    }

    /** For headers only: an answer is not held up by a store that fails meanwhile. */
    private CompletableFuture<List<BudgetStatus>> budgetStatus(
            UsageRecord opened, BudgetReservation budgetReservation) {
        return CompletableFuture.supplyAsync(() -> usageLedger.budgetStatus(opened, budgetReservation), threads)
                .exceptionally(failure -> {
                    LOG.warnf(failure, "request %s: how its budgets stand cannot be told", opened.requestId());
                    return List.of();
                });
    }

    UsageLedger usageLedger() {
        return usageLedger;
    }

    PriceTable prices() {
        return prices;
    }

    ExecutorService threads() {
        return threads;
    }
}
