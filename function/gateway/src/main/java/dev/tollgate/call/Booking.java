package dev.tollgate.call;

import dev.tollgate.bill.Cost;
import dev.tollgate.bill.Metered;
import dev.tollgate.bill.Outcome;
import dev.tollgate.bill.Standing;
import dev.tollgate.bill.Tariff;
import dev.tollgate.bill.UsageRecord;
import dev.tollgate.bill.UsageRecord.Settlement;
import dev.tollgate.openai.ChatFailure;
import dev.tollgate.openai.ErrorKind;
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
final class Booking {
    /** What the record says of a target that lost a race. */
    static final String SUPERSEDED = "superseded";

    private static final Logger LOG = Logger.getLogger(Booking.class);

    private final Bookkeeper books;
    private final Reservations reservations;
    private final Opening opening;
    private final boolean goOnWithoutStore;
    private final Tariff tariff;
    private final List<Asked> asked = new ArrayList<>(1);
    private boolean reservationsSettled;

    Booking(Bookkeeper books, Reservations reservations, Opening opening, boolean goOnWithoutStore, Tariff tariff) {
        this.books = books;
        this.reservations = reservations;
        this.opening = opening;
        this.goOnWithoutStore = goOnWithoutStore;
        this.tariff = tariff;
    }

    RateStatus left() {
        return reservations.left();
    }

    /** How the budgets stand that it counts in. */
    List<Standing> standings() {
        return opening.standings().join();
    }

    /**
     * Waits until the pending record is written: nothing is shown to a caller that no record knows of.
     *
     * @throws ChatFailure {@code STORE_UNAVAILABLE}
     */
    void confirm() {
        try {
            opening.written().join();
        } catch (CompletionException failed) {
            if (!goOnWithoutStore) {
                throw failed.getCause() instanceof ChatFailure failure
                        ? failure
                        : new ChatFailure(ErrorKind.INTERNAL, "The usage record was not written.", failed.getCause());
            }
        }
    }

    /** Enters a target that is asked now. Its end is still to be entered, whatever it is. */
    synchronized Asked asked(Target target, Instant now) {
        return enter(new Asked(target, false, now));
    }

    /** The same for one that is asked for the tier. */
    synchronized Asked judging(Target target, Instant now) {
        return enter(new Asked(target, true, now));
    }

    private Asked enter(Asked entry) {
        asked.add(entry);
        return entry;
    }

    /** Enters that this target answered. */
    synchronized void answered(Asked entry, Spent used, Instant now) {
        entry.end(null, used, cost(entry, used), now);
    }

    /** Enters that this target failed. */
    synchronized void failed(Asked entry, Spent used, ChatFailure failure, Instant now) {
        entry.end(failure.kind().name().toLowerCase(Locale.ROOT), used, cost(entry, used), now);
    }

    /** Enters that this target was stopped because the call went on without it. */
    synchronized void superseded(Asked entry, Spent used, Instant now) {
        entry.end(SUPERSEDED, used, cost(entry, used), now);
    }

    private Cost cost(Asked entry, Spent used) {
        if (used.usage().totalTokens() == 0) {
            return Cost.Priced.NOTHING;
        }
        Metered metered = new Metered(used.usage(), entry.from(), used.serviceTier());
        Target target = entry.target();
        return books.prices().cost(target.provider().name(), target.model(), metered, tariff);
    }

    /**
     * What has come of each target so far, in the order they were asked.
     *
     * @param answering the one that answers now; null where none does
     */
    synchronized List<Recipient.Tried> tried(Asked answering, Instant now) {
        return asked.stream()
                .filter(entry -> !entry.judge())
                .map(entry -> entry.tried(entry == answering, now))
                .toList();
    }

    /**
     * A caller that asks one question after the other must not meet its own slot, so a limited slot is free before the
     * last byte leaves. Everything else is settled after it, when nobody waits.
     */
    void beforeLastByte() {
        if (reservations.holdSlot()) {
            settleReservations();
        }
    }

    /** Settles reservation and record; failures are logged, for the caller has its answer already. */
    Settlement settle(Outcome outcome, Long firstChunkMillis, long totalMillis) {
        Settlement settlement = settlement(outcome, firstChunkMillis, totalMillis);
        CompletableFuture<Void> counters = CompletableFuture.runAsync(this::settleReservations, books.threads());
        opening.written().exceptionally(_ -> null).join();
        logged("usage record", () -> books.ledger().settle(opening.pending().settled(settlement)));
        counters.join();
        return settlement;
    }

    private synchronized Settlement settlement(Outcome outcome, Long firstChunkMillis, long totalMillis) {
        List<UsageRecord.Attempt> attempts =
                asked.stream().flatMap(entry -> entry.ended().stream()).toList();
        Optional<UsageRecord.Attempt> last = answering(attempts);
        Spent spent = spent();
        return new Settlement(
                outcome,
                last.map(UsageRecord.Attempt::provider).orElse(null),
                last.map(UsageRecord.Attempt::model).orElse(null),
                spent.usage(),
                spent.estimated(),
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

    private Spent spent() {
        return asked.stream()
                .flatMap(entry -> entry.ended().stream())
                .map(attempt -> new Spent(attempt.usage(), attempt.estimated()))
                .reduce(Spent.NOTHING, Spent::plus);
    }

    private synchronized void settleReservations() {
        if (reservationsSettled) {
            return;
        }
        reservationsSettled = true;
        reservations.settle(opening.pending().requestId(), spent().usage().totalTokens());
    }

    private void logged(String what, Runnable settling) {
        try {
            settling.run();
        } catch (ChatFailure failure) {
            LOG.errorf(
                    failure,
                    "request %s: the %s was not settled",
                    opening.pending().requestId(),
                    what);
        }
    }
}
