package dev.tollgate.call;

import dev.tollgate.auth.ApiKey;
import dev.tollgate.bill.Ledger;
import dev.tollgate.bill.PriceTable;
import dev.tollgate.bill.Stake;
import dev.tollgate.bill.Standing;
import dev.tollgate.bill.Tariff;
import dev.tollgate.bill.UsageRecord;
import dev.tollgate.limit.Limits;
import dev.tollgate.openai.ChatFailure;
import dev.tollgate.openai.ErrorKind;
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
public class Bookkeeper {
    private static final Logger LOG = Logger.getLogger(Bookkeeper.class);

    /** The tag whose value is the team. */
    private static final String TEAM = "team";

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Limits limits;
    private final Stakes stakes;
    private final Ledger ledger;
    private final PriceTable prices;
    private final Clock clock;

    Bookkeeper(Limits limits, Stakes stakes, Ledger ledger, PriceTable prices, Clock clock) {
        this.limits = limits;
        this.stakes = stakes;
        this.ledger = ledger;
        this.prices = prices;
        this.clock = clock;
    }

    /** What of a route the key's budgets can count. */
    Route payable(ApiKey key, ModelRequest request, Route route) {
        return stakes.payable(key, request, route);
    }

    /**
     * Reserves what the call may need and begins to write its record. Without budgets, that goes on while the provider
     * is asked.
     *
     * @throws ChatFailure of a 429 kind, or {@code STORE_UNAVAILABLE} where the key does not allow to go on without
     */
    Booking book(Order order) {
        Tariff tariff = tariff(order.key(), order.request());
        Stake stake = stakes.of(order, tariff);
        ledger.requireRoom(stake);
        Reservations reservations = Reservations.take(limits, order, clock.instant());
        UsageRecord pending = new UsageRecord(
                order.incoming().requestId(),
                order.key().id(),
                order.incoming().receivedAt(),
                order.deadline(),
                order.request().model(),
                order.key().tags(),
                order.request().streamed(),
                reservations.held(),
                null);
        Opening opening = stake.none()
                ? Opening.withoutBudgets(pending, CompletableFuture.runAsync(() -> ledger.open(pending), threads))
                : open(order, pending, stake, reservations);
        return new Booking(this, reservations, opening, order.goesOnWithoutStore(), tariff);
    }

    /** By what this key is charged for this request. */
    private Tariff tariff(ApiKey key, ModelRequest request) {
        return prices.tariff(
                key.id(), request.model(), Optional.ofNullable(key.tags().get(TEAM)));
    }

    private Opening open(Order order, UsageRecord pending, Stake stake, Reservations reservations) {
        try {
            UsageRecord opened = ledger.open(pending, stake);
            return new Opening(opened, CompletableFuture.completedFuture(null), standings(opened, stake));
        } catch (ChatFailure failure) {
            if (failure.kind() == ErrorKind.STORE_UNAVAILABLE && order.goesOnWithoutStore()) {
                return Opening.withoutBudgets(ledger.unopened(pending, stake), CompletableFuture.completedFuture(null));
            }
            reservations.cancel(pending.requestId());
            throw failure;
        }
    }

    /** For headers only: an answer is not held up by a store that fails meanwhile. */
    private CompletableFuture<List<Standing>> standings(UsageRecord opened, Stake stake) {
        return CompletableFuture.supplyAsync(() -> ledger.standings(opened, stake), threads)
                .exceptionally(failure -> {
                    LOG.warnf(failure, "request %s: how its budgets stand cannot be told", opened.requestId());
                    return List.of();
                });
    }

    Ledger ledger() {
        return ledger;
    }

    PriceTable prices() {
        return prices;
    }

    ExecutorService threads() {
        return threads;
    }
}
