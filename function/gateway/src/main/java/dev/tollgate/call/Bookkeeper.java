package dev.tollgate.call;

import dev.tollgate.auth.Allowance;
import dev.tollgate.auth.ApiKey;
import dev.tollgate.auth.ApiKey.OnStoreFailure;
import dev.tollgate.bill.Held;
import dev.tollgate.bill.Ledger;
import dev.tollgate.bill.Markup;
import dev.tollgate.bill.PriceTable;
import dev.tollgate.bill.UsageRecord;
import dev.tollgate.limit.Ceiling;
import dev.tollgate.limit.Limits;
import dev.tollgate.limit.Reservation;
import dev.tollgate.limit.TokenEstimate;
import dev.tollgate.openai.ChatFailure;
import dev.tollgate.openai.ErrorKind;
import dev.tollgate.openai.Markups;
import dev.tollgate.openai.ModelRequest;
import dev.tollgate.route.Routes;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Opens the books for each accepted call: its reservation and its usage record. */
@ApplicationScoped
public class Bookkeeper {
    /** The tag whose value is the team. */
    private static final String TEAM = "team";

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Limits limits;
    private final Ledger ledger;
    private final PriceTable prices;
    private final Routes routes;
    private final Clock clock;

    Bookkeeper(Limits limits, Ledger ledger, PriceTable prices, Routes routes, Clock clock) {
        this.limits = limits;
        this.ledger = ledger;
        this.prices = prices;
        this.routes = routes;
        this.clock = clock;
    }

    /**
     * Reserves what the call may need and begins to write its record, which goes on while the provider is asked.
     *
     * @throws ChatFailure of a 429 kind, or {@code STORE_UNAVAILABLE} where the key does not allow to go on without
     */
    Booking book(Incoming<?> incoming, ApiKey key, ModelRequest request, Instant deadline) {
        Reservation reservation = reserve(key, request, deadline);
        UsageRecord pending = new UsageRecord(
                incoming.requestId(),
                key.id(),
                incoming.receivedAt(),
                deadline,
                request.model(),
                key.tags(),
                request.streamed(),
                held(reservation),
                null);
        CompletableFuture<Void> opened = CompletableFuture.runAsync(() -> ledger.open(pending), threads);
        return new Booking(
                this, reservation, pending, opened, key.onStoreFailure() == OnStoreFailure.ALLOW, markup(key, request));
    }

    /** What this key is charged for this request beyond its cost. */
    private Markup markup(ApiKey key, ModelRequest request) {
        Markups markups = routes.current().terms().markups();
        return new Markup(markups.percent(key.id(), request.model(), key.tags().get(TEAM)));
    }

    private static Held held(Reservation reservation) {
        Reservation.Grant grant = reservation.grant();
        if (grant == null) {
            return Held.NOTHING;
        }
        Held.Window window = new Held.Window(
                reservation.keyId(),
                grant.era(),
                grant.slot(),
                grant.number(),
                reservation.tokensHeld(),
                reservation.holdsSlot() ? 1 : 0);
        return new Held(List.of(), 0, List.of(window));
    }

    private Reservation reserve(ApiKey key, ModelRequest request, Instant deadline) {
        Allowance allowed = key.limits();
        Ceiling ceiling = new Ceiling(allowed.requestsPerMinute(), allowed.tokensPerMinute(), allowed.concurrent());
        if (ceiling.none()) {
            return Reservation.unlimited(key.id(), clock.instant());
        }
        try {
            return limits.reserve(key.id(), ceiling, TokenEstimate.of(request), deadline);
        } catch (ChatFailure failure) {
            if (failure.kind() == ErrorKind.STORE_UNAVAILABLE && key.onStoreFailure() == OnStoreFailure.ALLOW) {
                return Reservation.unlimited(key.id(), clock.instant());
            }
            throw failure;
        }
    }

    Limits limits() {
        return limits;
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
