package dev.tollgate.store;

import dev.tollgate.bill.BudgetCounter;
import dev.tollgate.bill.BudgetPeriod;
import dev.tollgate.bill.BudgetReservation;
import dev.tollgate.bill.BudgetStatus;
import dev.tollgate.bill.RequestHold;
import dev.tollgate.bill.UsageRecord;
import dev.tollgate.openai.GatewayException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Reserves money in the budgets that a call counts in: first the journal says what the call is about to hold, and then each
 * budget's counter is written. So whatever dies when, somebody knows what to release (ADR 52).
 */
final class BudgetLedger {
    /**
     * How often to retry a budget whose rest is only reserved. A client that sends one request after the other must not
     * be rejected because its last one is not settled yet, which takes milliseconds.
     */
    private static final int MAX_BUSY_RETRIES = 4;

    private final TransactionWriter writer;
    private final BudgetCounters counters;
    private final CallJournal journal;
    private final Clock clock;
    private final BudgetCounterCache cache = new BudgetCounterCache();

    BudgetLedger(TransactionWriter writer, BudgetCounters counters, CallJournal journal, Clock clock) {
        this.writer = writer;
        this.counters = counters;
        this.journal = journal;
        this.clock = clock;
    }

    /** Throws the rejection if a cached counter shows that a budget is spent. */
    void requireRoom(BudgetReservation reservation) {
        choices(reservation);
    }

    /** The record as if it were written, counting in the first shard of each budget. */
    static UsageRecord withoutReserving(UsageRecord pending, BudgetReservation reservation) {
        List<String> items = reservation.budgetPeriods().stream()
                .map(budgetPeriod -> BudgetItem.name(budgetPeriod, 0))
                .toList();
        return pending.holding(items, reservation.micros());
    }

    /**
     * Writes the call into the journal and reserves its maximum cost.
     *
     * @param opened learns what the call is about to hold, before it does
     */
    OpenCall reserve(UsageRecord pending, BudgetReservation reservation, Consumer<OpenCall> opened) {
        List<ShardChoice> choices = choices(reservation);
        WriteBackoff backoff = writer.backoff();
        int busyRetries = 0;
        JournalPlace place = journal.take();
        while (true) {
            UsageRecord holding = pending.holding(items(choices, place), reservation.micros());
            OpenCall call = OpenCall.unconfirmed(place, holding.requestHold());
            opened.accept(call);
            journal.write(place, holding);
            List<SeenCounter> seen = new ArrayList<>();
            if (reserve(call, choices, seen)) {
                holding.requestHold().budgets().forEach(cache::putChanged);
                return call.confirmed(seen);
            }
            if (busyRetries < MAX_BUSY_RETRIES && choices.stream().anyMatch(ShardChoice::busy)) {
                busyRetries++;
                backoff.pause();
                choices.stream().filter(ShardChoice::busy).forEach(ShardChoice::retryAll);
            }
            place = journal.again(place);
        }
    }

    /** Tries one shard of each budget. The first refusal gives everything back. */
    private boolean reserve(OpenCall call, List<ShardChoice> choices, List<SeenCounter> seen) {
        RequestHold requestHold = call.requestHold();
        for (int i = 0; i < choices.size(); i++) {
            ShardChoice choice = choices.get(i);
            String name = requestHold.budgets().get(i);
            ReservedBudget reserved = counters.reserve(
                    name,
                    choice.budgetPeriod(),
                    requestHold.micros(),
                    call.place().hold());
            if (!reserved.granted()) {
                counters.withdraw(part(requestHold, i, i + 1), call.place().hold());
                counters.settle(part(requestHold, 0, i), call.place().hold(), 0, List.of());
                cache.putRejected(name, reserved.counter(), clock.instant());
                choice.markFull(reserved.counter().in(choice.budgetPeriod()));
                return false;
            }
            seen.add(reserved.counter());
        }
        return true;
    }

    private static RequestHold part(RequestHold whole, int from, int to) {
        return new RequestHold(whole.budgets().subList(from, to), whole.micros(), List.of());
    }

    /** The items to try next. If none is left, the call is refused, and not in flight. */
    private List<String> items(List<ShardChoice> choices, JournalPlace place) {
        try {
            return choices.stream().map(ShardChoice::item).toList();
        } catch (GatewayException refusal) {
            clear(place, refusal);
            throw refusal;
        }
    }

    /**
     * Nothing is held any more, so that the next call may take the place even if its entry could not be cleared. Should there be none, the
     * sweep sees that the call was refused.
     */
    private void clear(JournalPlace place, GatewayException refusal) {
        try {
            journal.clear(place);
        } catch (GatewayException unavailable) {
            refusal.addSuppressed(unavailable);
        } finally {
            journal.release(place);
        }
    }

    private List<ShardChoice> choices(BudgetReservation reservation) {
        List<ShardChoice> choices = reservation.budgetPeriods().stream()
                .map(budgetPeriod -> new ShardChoice(budgetPeriod, reservation.micros()))
                .toList();
        choices.forEach(choice -> skipFull(choice, reservation.micros()));
        return choices;
    }

    /** Skips shards that are known to be full, because a failed write is billed. */
    private void skipFull(ShardChoice choice, long micros) {
        if (!choice.budgetPeriod().hard()) {
            return;
        }
        BudgetCounter unused = new BudgetCounter(choice.budgetPeriod(), 0, 0);
        if (!unused.hasRoom(micros)) {
            throw unused.rejection(micros);
        }
        Optional<BudgetCounter> full = cache.withoutRoom(choice.item(), choice.budgetPeriod(), micros, clock.instant());
        while (full.isPresent()) {
            choice.markFull(full.get());
            full = cache.withoutRoom(choice.item(), choice.budgetPeriod(), micros, clock.instant());
        }
    }

    /** The status of the budgets right after the call's reservation. */
    List<BudgetStatus> status(OpenCall call, BudgetReservation reservation) {
        List<BudgetStatus> statuses = new ArrayList<>();
        for (int i = 0; i < call.counters().size(); i++) {
            BudgetPeriod period = reservation.budgetPeriods().get(i);
            cache.putRead(call.requestHold().budgets().get(i), call.counters().get(i), clock.instant());
            long committed = call.counters().get(i).committedMicros();
            statuses.add(new BudgetStatus(period, Math.multiplyExact(committed, period.shards())));
        }
        return statuses;
    }

    /** Puts the charge in the place of what the call holds. */
    void settle(OpenCall call, long chargeMicros) {
        counters.settle(call.requestHold(), call.place().hold(), chargeMicros, call.counters());
        call.requestHold().budgets().forEach(cache::putChanged);
    }

    /** Releases what the call may hold: its charge counts already. */
    void withdraw(OpenCall call) {
        withdraw(call.requestHold(), call.place().hold());
    }

    /** The same for a call of another process. */
    void withdraw(RequestHold requestHold, BudgetHold hold) {
        counters.withdraw(requestHold, hold);
        requestHold.budgets().forEach(cache::putChanged);
    }
}
