package dev.tollgate.call;

import dev.tollgate.auth.Allowance;
import dev.tollgate.auth.ApiKey;
import dev.tollgate.bill.Held;
import dev.tollgate.limit.Account;
import dev.tollgate.limit.Ceiling;
import dev.tollgate.limit.Limits;
import dev.tollgate.limit.Reservation;
import dev.tollgate.limit.TokenEstimate;
import dev.tollgate.openai.ChatFailure;
import dev.tollgate.openai.ErrorKind;
import dev.tollgate.openai.ModelRequest;
import dev.tollgate.openai.RateStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/** What a call was granted: by the limits of its key, and by those of each model that it asks for by name. */
final class Reservations {
    private static final Logger LOG = Logger.getLogger(Reservations.class);

    private final Limits limits;
    private final List<Reservation> granted;

    Reservations(Limits limits, List<Reservation> granted) {
        this.limits = limits;
        this.granted = granted;
    }

    /**
     * Takes one request of each, all or nothing: what was taken before one refuses is given back.
     *
     * @throws ChatFailure of a 429 kind, or {@code STORE_UNAVAILABLE} where the key does not allow to go on without
     */
    static Reservations take(Limits limits, Order order, Instant now) {
        List<Reservation> granted = new ArrayList<>();
        Reservations reservations = new Reservations(limits, granted);
        List<Account> accounts = accounts(order.key(), order.request()).toList();
        long tokens = accounts.isEmpty() ? 0 : TokenEstimate.of(order.request());
        for (Account account : accounts) {
            try {
                granted.add(limits.reserve(account, tokens, order.deadline()));
            } catch (ChatFailure failure) {
                if (failure.kind() == ErrorKind.STORE_UNAVAILABLE && order.goesOnWithoutStore()) {
                    granted.add(Reservation.uncounted(account, now));
                } else {
                    reservations.cancel(order.incoming().requestId());
                    throw failure;
                }
            }
        }
        return reservations;
    }

    /** Of models first: theirs are narrower, and what refuses first has nothing to give back. */
    private static Stream<Account> accounts(ApiKey key, ModelRequest request) {
        Map<String, Allowance> ofModels = key.limits().models();
        Stream<Account> models = request.wanted().stream()
                .filter(ofModels::containsKey)
                .map(model -> Account.ofModel(key.id(), model, ceiling(ofModels.get(model))));
        return Stream.concat(models, Stream.of(Account.ofKey(key.id(), ceiling(key.limits()))))
                .filter(account -> !account.ceiling().none());
    }

    private static Ceiling ceiling(Allowance allowed) {
        return new Ceiling(
                allowed.requestsPerMinute(), allowed.tokensPerMinute(), allowed.concurrent(), allowed.counters());
    }

    List<Reservation> granted() {
        return List.copyOf(granted);
    }

    /** Of all of them together. */
    RateStatus left() {
        return granted.stream().map(Reservation::left).reduce(RateStatus.UNLIMITED, RateStatus::and);
    }

    /** Whether one of a limited number of slots is taken. */
    boolean holdSlot() {
        return granted.stream().anyMatch(Reservation::holdsSlot);
    }

    /** What stands in the pending record, so that others can give it back. */
    Held held() {
        return new Held(
                List.of(),
                0,
                granted.stream()
                        .filter(reservation -> reservation.grant() != null)
                        .map(Reservations::window)
                        .toList());
    }

    private static Held.Window window(Reservation reservation) {
        Reservation.Grant grant = reservation.grant();
        return new Held.Window(
                reservation.counter(),
                grant.era(),
                grant.slot(),
                grant.number(),
                reservation.tokensHeld(),
                reservation.holdsSlot() ? 1 : 0);
    }

    /** Settles each of them. What fails is logged: the caller has its answer already. */
    void settle(String requestId, long tokensUsed) {
        each(requestId, reservation -> limits.settle(reservation, tokensUsed));
    }

    /** Gives all of it back, where nobody was asked. What fails is logged: the caller is told another failure. */
    void cancel(String requestId) {
        each(requestId, limits::cancel);
    }

    private void each(String requestId, Consumer<Reservation> ending) {
        for (Reservation reservation : granted) {
            try {
                ending.accept(reservation);
            } catch (ChatFailure failure) {
                LOG.errorf(
                        failure, "request %s: its reservation of %s was not settled", requestId, reservation.counter());
            }
        }
    }
}
