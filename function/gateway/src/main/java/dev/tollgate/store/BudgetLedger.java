package dev.tollgate.store;

import dev.tollgate.bill.BudgetCounter;
import dev.tollgate.bill.BudgetPeriod;
import dev.tollgate.bill.BudgetReservation;
import dev.tollgate.bill.BudgetStatus;
import dev.tollgate.bill.RequestHold;
import dev.tollgate.bill.UsageRecord;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/**
 * Writes a usage record and the budgets it counts in with one transaction. So the counters always equal the sum of the
 * records (ADR 17).
 */
final class BudgetLedger {
    /**
     * How often to retry a budget whose rest is only reserved. A client that sends one request after the other must not
     * be rejected because its last one is not settled yet, which takes milliseconds.
     */
    private static final int MAX_BUSY_RETRIES = 4;

    private final DynamoDbClient dynamo;
    private final TransactionWriter transactions;
    private final UsageWrites usage;
    private final String counters;
    private final Clock clock;
    private final BudgetCounterCache cache = new BudgetCounterCache();

    BudgetLedger(TransactionWriter transactions, UsageWrites usage, String counters, Clock clock) {
        this.dynamo = transactions.dynamo();
        this.transactions = transactions;
        this.usage = usage;
        this.counters = counters;
        this.clock = clock;
    }

    /** Throws the rejection if a cached counter shows that a budget is spent. */
    void requireRoom(BudgetReservation reservation) {
        choices(reservation);
    }

    /** The record as if it were written, counting in the first shard of each budget. */
    UsageRecord withoutReserving(UsageRecord pending, BudgetReservation reservation) {
        List<String> items = reservation.budgetPeriods().stream()
                .map(budgetPeriod -> BudgetItem.name(budgetPeriod, 0))
                .toList();
        return pending.holding(items, reservation.micros());
    }

    /** Writes the pending record and reserves its maximum cost. */
    UsageRecord reserve(UsageRecord pending, BudgetReservation reservation) {
        List<ShardChoice> choices = choices(reservation);
        WriteBackoff backoff = transactions.backoff();
        int busyRetries = 0;
        while (true) {
            UsageRecord holding =
                    pending.holding(choices.stream().map(ShardChoice::item).toList(), reservation.micros());
            List<CancellationReason> reasons =
                    StoreCall.run(() -> transactions.write(reservingWrites(holding, reservation)));
            if (reasons.isEmpty()) {
                holding.requestHold().budgets().forEach(cache::putChanged);
                return holding;
            }
            if (TransactionWriter.conditionFailed(reasons.getFirst())) {
                // An earlier attempt was only slow: the record is there and holds what that attempt chose.
                RequestHold hold = UsageRow.requestHold(reasons.getFirst().item());
                return pending.holding(hold.budgets(), hold.micros());
            }
            for (int i = 0; i < choices.size(); i++) {
                next(choices.get(i), reasons.get(i + 1));
            }
            if (reasons.stream().anyMatch(TransactionWriter::conflicted)) {
                backoff.pause();
            }
            if (busyRetries < MAX_BUSY_RETRIES && choices.stream().anyMatch(ShardChoice::busy)) {
                busyRetries++;
                backoff.pause();
                choices.stream().filter(ShardChoice::busy).forEach(ShardChoice::retryAll);
            }
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

    private List<TransactWriteItem> reservingWrites(UsageRecord holding, BudgetReservation reservation) {
        List<TransactWriteItem> items = new ArrayList<>();
        items.add(usage.putPending(holding));
        for (int i = 0; i < reservation.budgetPeriods().size(); i++) {
            String name = holding.requestHold().budgets().get(i);
            items.add(BudgetItem.reserve(
                    counters, name, reservation.budgetPeriods().get(i), reservation.micros()));
        }
        return items;
    }

    private void next(ShardChoice choice, CancellationReason reason) {
        if (TransactionWriter.conditionFailed(reason)) {
            cache.putRejected(choice.item(), reason.item(), clock.instant());
            choice.markFull(BudgetItem.counter(choice.budgetPeriod(), reason.item()));
        } else if (TransactionWriter.conflicted(reason)) {
            choice.tryAnother();
        }
    }

    /** Reads the status of the budgets from the counters that the record counts in. */
    List<BudgetStatus> budgetStatus(UsageRecord reserved, BudgetReservation reservation) {
        List<BudgetStatus> statuses = new ArrayList<>();
        for (int i = 0; i < reservation.budgetPeriods().size(); i++) {
            BudgetPeriod period = reservation.budgetPeriods().get(i);
            String name = reserved.requestHold().budgets().get(i);
            Map<String, AttributeValue> item = StoreCall.run(
                    () -> dynamo.getItem(request -> request.tableName(counters).key(BudgetItem.key(name)))
                            .item());
            cache.putRead(name, item, clock.instant());
            long committed = BudgetItem.counter(period, item).committedMicros();
            statuses.add(new BudgetStatus(period, Math.multiplyExact(committed, period.shards())));
        }
        return statuses;
    }

    /**
     * Settles the record, and replaces what it holds with its cost.
     *
     * @return false if it is already settled, so that nothing changed
     */
    boolean settle(SettledRow settled) {
        return settle(settled, WrittenRecord.asReserved(settled.requestHold()));
    }

    /** Settles a record that is probably not written: then it counts in no budget. */
    void withdraw(SettledRow settled) {
        settle(settled, WrittenRecord.NONE);
    }

    private boolean settle(SettledRow settled, WrittenRecord probably) {
        WrittenRecord written = probably;
        WriteBackoff backoff = transactions.backoff();
        while (!written.settled()) {
            List<TransactWriteItem> items = settlingWrites(settled, written);
            List<CancellationReason> reasons = StoreCall.run(() -> transactions.write(items));
            if (reasons.isEmpty()) {
                written.requestHold().budgets().forEach(cache::putChanged);
                return true;
            }
            if (TransactionWriter.conditionFailed(reasons.getFirst())) {
                written = WrittenRecord.of(reasons.getFirst().item(), settled.requestHold());
            } else {
                backoff.pause();
            }
        }
        return false;
    }

    /**
     * Closes a pending record that nobody will settle, and releases what it holds. This is a transaction even if it
     * holds nothing: its token shows who closed the record if a response was lost.
     *
     * @return false if the record is no longer pending
     */
    boolean abandon(Map<String, AttributeValue> key, Map<String, AttributeValue> item) {
        List<TransactWriteItem> items = new ArrayList<>();
        items.add(usage.update(key, RowUpdate.whilePending(UsageRow.abandoned(clock.instant()))));
        RequestHold hold = UsageRow.requestHold(item);
        hold.budgets().forEach(name -> items.add(BudgetItem.settle(counters, name, hold.micros(), 0)));
        WriteBackoff backoff = transactions.backoff();
        while (true) {
            List<CancellationReason> reasons = StoreCall.run(() -> transactions.write(items));
            if (reasons.isEmpty() || TransactionWriter.conditionFailed(reasons.getFirst())) {
                return reasons.isEmpty();
            }
            backoff.pause();
        }
    }

    private List<TransactWriteItem> settlingWrites(SettledRow settled, WrittenRecord written) {
        List<String> budgets = written.requestHold().budgets();
        SettledRow row = settled.countedIn(budgets);
        List<TransactWriteItem> items = new ArrayList<>();
        items.add(usage.update(AttributeValues.of(row.key()), RowUpdate.ifStatus(row.columns(), written.status())));
        budgets.forEach(name -> items.add(
                BudgetItem.settle(counters, name, written.requestHold().micros(), row.chargeMicros())));
        return items;
    }
}
