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
 * Budgets in DynamoDB: a record and the budgets it counts in are written in one transaction, so that the counters are at
 * every moment what the records add up to. See docs/adr/0017-budgets-are-written-with-the-record.md.
 */
final class BudgetLedger {
    /**
     * How often a budget is tried again whose room is set aside: who asks one question after the other must not be refused
     * because the last one's settlement is still on its way, which takes milliseconds.
     */
    private static final int WAITS = 4;

    private final DynamoDbClient dynamo;
    private final TransactionWriter transactions;
    private final UsageWrites usage;
    private final String counters;
    private final Clock clock;
    private final BudgetCounterCache views = new BudgetCounterCache();

    BudgetLedger(TransactionWriter transactions, UsageWrites usage, String counters, Clock clock) {
        this.dynamo = transactions.dynamo();
        this.transactions = transactions;
        this.usage = usage;
        this.counters = counters;
        this.clock = clock;
    }

    /** Throws the refusal where a budget was seen used up. */
    void requireRoom(BudgetReservation budgetReservation) {
        choices(budgetReservation);
    }

    /** The record as if it were written, in the first shard of each budget. */
    UsageRecord unopened(UsageRecord pending, BudgetReservation budgetReservation) {
        List<String> items = budgetReservation.budgetPeriods().stream()
                .map(budgetPeriod -> BudgetItem.name(budgetPeriod, 0))
                .toList();
        return pending.holding(items, budgetReservation.micros());
    }

    /** Writes the pending record and sets its stake aside. */
    UsageRecord open(UsageRecord pending, BudgetReservation budgetReservation) {
        List<ShardChoice> choices = choices(budgetReservation);
        WriteBackoff patience = transactions.backoff();
        int waits = 0;
        while (true) {
            UsageRecord holding =
                    pending.holding(choices.stream().map(ShardChoice::item).toList(), budgetReservation.micros());
            List<CancellationReason> reasons =
                    StoreCall.run(() -> transactions.write(opening(holding, budgetReservation)));
            if (reasons.isEmpty()) {
                holding.requestHold().budgets().forEach(views::changed);
                return holding;
            }
            if (TransactionWriter.refused(reasons.getFirst())) {
                // An earlier try was only late: the record is there, and holds what that one chose.
                RequestHold requestHold =
                        UsageRow.requestHold(reasons.getFirst().item());
                return pending.holding(requestHold.budgets(), requestHold.micros());
            }
            for (int i = 0; i < choices.size(); i++) {
                next(choices.get(i), reasons.get(i + 1));
            }
            if (reasons.stream().anyMatch(TransactionWriter::disturbed)) {
                patience.pause();
            }
            if (waits < WAITS && choices.stream().anyMatch(ShardChoice::busy)) {
                waits++;
                patience.pause();
                choices.stream().filter(ShardChoice::busy).forEach(ShardChoice::again);
            }
        }
    }

    private List<ShardChoice> choices(BudgetReservation budgetReservation) {
        List<ShardChoice> choices = budgetReservation.budgetPeriods().stream()
                .map(budgetPeriod -> new ShardChoice(budgetPeriod, budgetReservation.micros()))
                .toList();
        choices.forEach(choice -> skipFull(choice, budgetReservation.micros()));
        return choices;
    }

    /** Leaves out what is known to be full: a failed write is billed. */
    private void skipFull(ShardChoice choice, long micros) {
        if (!choice.budgetPeriod().hard()) {
            return;
        }
        BudgetCounter unused = new BudgetCounter(choice.budgetPeriod(), 0, 0);
        if (!unused.hasRoom(micros)) {
            throw unused.rejection(micros);
        }
        Optional<BudgetCounter> full = views.withoutRoom(choice.item(), choice.budgetPeriod(), micros, clock.instant());
        while (full.isPresent()) {
            choice.full(full.get());
            full = views.withoutRoom(choice.item(), choice.budgetPeriod(), micros, clock.instant());
        }
    }

    private List<TransactWriteItem> opening(UsageRecord holding, BudgetReservation budgetReservation) {
        List<TransactWriteItem> items = new ArrayList<>();
        items.add(usage.opening(holding));
        for (int i = 0; i < budgetReservation.budgetPeriods().size(); i++) {
            String name = holding.requestHold().budgets().get(i);
            items.add(BudgetItem.reserve(
                    counters, name, budgetReservation.budgetPeriods().get(i), budgetReservation.micros()));
        }
        return items;
    }

    private void next(ShardChoice choice, CancellationReason reason) {
        if (TransactionWriter.refused(reason)) {
            views.refused(choice.item(), reason.item(), clock.instant());
            choice.full(BudgetItem.budgetCounter(choice.budgetPeriod(), reason.item()));
        } else if (TransactionWriter.disturbed(reason)) {
            choice.disturbed();
        }
    }

    /** Reads how the budgets stand, from the counters that the record went to. */
    List<BudgetStatus> budgetStatus(UsageRecord opened, BudgetReservation budgetReservation) {
        List<BudgetStatus> budgetStatus = new ArrayList<>();
        for (int i = 0; i < budgetReservation.budgetPeriods().size(); i++) {
            BudgetPeriod budgetPeriod = budgetReservation.budgetPeriods().get(i);
            String name = opened.requestHold().budgets().get(i);
            Map<String, AttributeValue> item = StoreCall.run(
                    () -> dynamo.getItem(request -> request.tableName(counters).key(BudgetItem.key(name)))
                            .item());
            views.read(name, item, clock.instant());
            long committed = BudgetItem.budgetCounter(budgetPeriod, item).committedMicros();
            budgetStatus.add(new BudgetStatus(budgetPeriod, Math.multiplyExact(committed, budgetPeriod.shards())));
        }
        return budgetStatus;
    }

    /**
     * Settles the record, and puts its cost in the place of what it held.
     *
     * @return false where it is settled already, so that nothing was changed
     */
    boolean settle(SettledRow settled) {
        WrittenRecord written = WrittenRecord.opened(settled.requestHold());
        WriteBackoff patience = transactions.backoff();
        while (!written.settled()) {
            List<TransactWriteItem> items = settling(settled, written);
            List<CancellationReason> reasons = StoreCall.run(() -> transactions.write(items));
            if (reasons.isEmpty()) {
                written.requestHold().budgets().forEach(views::changed);
                return true;
            }
            if (TransactionWriter.refused(reasons.getFirst())) {
                written = WrittenRecord.of(reasons.getFirst().item(), settled.requestHold());
            } else {
                patience.pause();
            }
        }
        return false;
    }

    /**
     * Closes a pending record that nobody will settle, and gives back what it holds. A transaction even where it holds
     * nothing: only so is it known who has closed it where an answer was lost.
     *
     * @return false where it is pending no longer
     */
    boolean abandon(Map<String, AttributeValue> key, Map<String, AttributeValue> item) {
        List<TransactWriteItem> items = new ArrayList<>();
        items.add(usage.change(key, RowUpdate.whilePending(UsageRow.abandoned(clock.instant()))));
        RequestHold requestHold = UsageRow.requestHold(item);
        requestHold.budgets().forEach(name -> items.add(BudgetItem.settle(counters, name, requestHold.micros(), 0)));
        WriteBackoff patience = transactions.backoff();
        while (true) {
            List<CancellationReason> reasons = StoreCall.run(() -> transactions.write(items));
            if (reasons.isEmpty() || TransactionWriter.refused(reasons.getFirst())) {
                return reasons.isEmpty();
            }
            patience.pause();
        }
    }

    private List<TransactWriteItem> settling(SettledRow settled, WrittenRecord written) {
        List<String> budgets = written.requestHold().budgets();
        SettledRow row = settled.countedIn(budgets);
        List<TransactWriteItem> items = new ArrayList<>();
        items.add(usage.change(AttributeValues.of(row.key()), RowUpdate.ofWritten(row.columns(), written.status())));
        budgets.forEach(name -> items.add(
                BudgetItem.settle(counters, name, written.requestHold().micros(), row.chargeMicros())));
        return items;
    }
}
