package dev.tollgate.call;

import dev.tollgate.bill.Cost;
import dev.tollgate.bill.Outcome;
import dev.tollgate.bill.UsageRecord;
import dev.tollgate.bill.UsageRecord.Settlement;
import dev.tollgate.limit.Reservation;
import dev.tollgate.openai.ChatFailure;
import dev.tollgate.openai.ErrorKind;
import dev.tollgate.openai.RateStatus;
import dev.tollgate.route.Target;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jboss.logging.Logger;

/** The books of one accepted call: attempts are entered as they end, then everything is settled once. */
final class Booking {
    private static final Logger LOG = Logger.getLogger(Booking.class);

    private final Bookkeeper books;
    private final Reservation reservation;
    private final UsageRecord pending;
    private final CompletableFuture<Void> opened;
    private final boolean goOnWithoutStore;
    private final List<UsageRecord.Attempt> attempts = new ArrayList<>(1);
    private Spent spent = Spent.NOTHING;
    private Cost cost = new Cost.Priced(0, "none");
    private Target last;
    private boolean reservationSettled;

    Booking(
            Bookkeeper books,
            Reservation reservation,
            UsageRecord pending,
            CompletableFuture<Void> opened,
            boolean goOnWithoutStore) {
        this.books = books;
        this.reservation = reservation;
        this.pending = pending;
        this.opened = opened;
        this.goOnWithoutStore = goOnWithoutStore;
    }

    /** How many targets were asked so far. */
    int attempts() {
        return attempts.size();
    }

    RateStatus left() {
        return reservation.left();
    }

    /**
     * Waits until the pending record is written: nothing is shown to a caller that no record knows of.
     *
     * @throws ChatFailure {@code STORE_UNAVAILABLE}
     */
    void confirm() {
        try {
            opened.join();
        } catch (CompletionException failed) {
            if (!goOnWithoutStore) {
                throw failed.getCause() instanceof ChatFailure failure
                        ? failure
                        : new ChatFailure(ErrorKind.INTERNAL, "The usage record was not written.", failed.getCause());
            }
        }
    }

    /** Enters the attempt that answered. */
    void answered(Target target, Spent used, Instant from, Instant to) {
        enter(target, used, null, from, to);
    }

    /** Enters an attempt that failed. */
    void failed(Target target, Spent used, ChatFailure failure, Instant from, Instant to) {
        enter(target, used, failure.kind().name().toLowerCase(Locale.ROOT), from, to);
    }

    private void enter(Target target, Spent used, String error, Instant from, Instant to) {
        String provider = target.provider().name();
        long millis = Duration.between(from, to).toMillis();
        attempts.add(new UsageRecord.Attempt(provider, target.model(), error, millis));
        last = target;
        spent = spent.plus(used);
        if (used.usage().totalTokens() > 0) {
            cost = cost.plus(books.prices().cost(provider, target.model(), used.usage()));
        }
    }

    /**
     * A caller that asks one question after the other must not meet its own slot, so a limited slot is free before the
     * last byte leaves. Everything else is settled after it, when nobody waits.
     */
    void beforeLastByte() {
        if (reservation.holdsSlot()) {
            settleReservation();
        }
    }

    /** Settles reservation and record; failures are logged, for the caller has its answer already. */
    Settlement settle(Outcome outcome, Long firstChunkMillis, long totalMillis) {
        Settlement settlement = new Settlement(
                outcome,
                last == null ? null : last.provider().name(),
                last == null ? null : last.model(),
                spent.usage(),
                spent.estimated(),
                cost,
                attempts,
                firstChunkMillis,
                totalMillis);
        CompletableFuture<Void> counters = CompletableFuture.runAsync(this::settleReservation, books.threads());
        opened.exceptionally(_ -> null).join();
        logged("usage record", () -> books.ledger().settle(pending.settled(settlement)));
        counters.join();
        return settlement;
    }

    private synchronized void settleReservation() {
        if (reservationSettled) {
            return;
        }
        reservationSettled = true;
        logged("reservation", () -> books.limits()
                .settle(reservation, spent.usage().totalTokens()));
    }

    private void logged(String what, Runnable settling) {
        try {
            settling.run();
        } catch (ChatFailure failure) {
            LOG.errorf(failure, "request %s: the %s was not settled", pending.requestId(), what);
        }
    }
}
