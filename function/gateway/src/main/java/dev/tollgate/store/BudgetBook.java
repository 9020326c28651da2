package dev.tollgate.store;

import dev.tollgate.bill.Held;
import dev.tollgate.bill.Purse;
import dev.tollgate.bill.Quota;
import dev.tollgate.bill.Stake;
import dev.tollgate.bill.Standing;
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
final class BudgetBook {
    /**
     * How often a budget is tried again whose room is set aside: who asks one question after the other must not be refused
     * because the last one's settlement is still on its way, which takes milliseconds.
     */
    private static final int WAITS = 4;

    private final DynamoDbClient dynamo;
    private final Transactions transactions;
    private final UsageWrites usage;
    private final String counters;
    private final Clock clock;
    private final QuotaViews views = new QuotaViews();

    BudgetBook(DynamoDbClient dynamo, UsageWrites usage, String counters, Clock clock) {
        this.dynamo = dynamo;
        this.transactions = new Transactions(dynamo);
        this.usage = usage;
        this.counters = counters;
        this.clock = clock;
    }

    /** Throws the refusal where a budget was seen used up. */
    void requireRoom(Stake stake) {
        choices(stake);
    }

    /** The record as if it were written, in the first shard of each budget. */
    UsageRecord unopened(UsageRecord pending, Stake stake) {
        List<String> items =
                stake.purses().stream().map(purse -> BudgetItem.name(purse, 0)).toList();
        return pending.holding(items, stake.micros());
    }

    /** Writes the pending record and sets its stake aside. */
    UsageRecord open(UsageRecord pending, Stake stake) {
        List<ShardChoice> choices = choices(stake);
        Backoff patience = new Backoff();
        int waits = 0;
        while (true) {
            UsageRecord holding =
                    pending.holding(choices.stream().map(ShardChoice::item).toList(), stake.micros());
            List<CancellationReason> reasons = StoreCall.run(() -> transactions.write(opening(holding, stake)));
            if (reasons.isEmpty()) {
                holding.held().budgets().forEach(views::changed);
                return holding;
            }
            if (Transactions.refused(reasons.getFirst())) {
                // An earlier try was only late: the record is there, and holds what that one chose.
                Held held = UsageRow.held(reasons.getFirst().item());
                return pending.holding(held.budgets(), held.micros());
            }
            for (int i = 0; i < choices.size(); i++) {
                next(choices.get(i), reasons.get(i + 1));
            }
            if (reasons.stream().anyMatch(Transactions::disturbed)) {
                patience.pause();
            }
            if (waits < WAITS && choices.stream().anyMatch(ShardChoice::busy)) {
                waits++;
                patience.pause();
                choices.stream().filter(ShardChoice::busy).forEach(ShardChoice::again);
            }
        }
    }

    private List<ShardChoice> choices(Stake stake) {
        List<ShardChoice> choices = stake.purses().stream()
                .map(purse -> new ShardChoice(purse, stake.micros()))
                .toList();
        choices.forEach(choice -> skipFull(choice, stake.micros()));
        return choices;
    }

    /** Leaves out what is known to be full: a failed write is billed. */
    private void skipFull(ShardChoice choice, long micros) {
        if (!choice.purse().hard()) {
            return;
        }
        Quota unused = new Quota(choice.purse(), 0, 0);
        if (!unused.hasRoom(micros)) {
            throw unused.refusal(micros);
        }
        Optional<Quota> full = views.withoutRoom(choice.item(), choice.purse(), micros, clock.instant());
        while (full.isPresent()) {
            choice.full(full.get());
            full = views.withoutRoom(choice.item(), choice.purse(), micros, clock.instant());
        }
    }

    private List<TransactWriteItem> opening(UsageRecord holding, Stake stake) {
        List<TransactWriteItem> items = new ArrayList<>();
        items.add(usage.opening(holding));
        for (int i = 0; i < stake.purses().size(); i++) {
            String name = holding.held().budgets().get(i);
            items.add(BudgetItem.reserve(counters, name, stake.purses().get(i), stake.micros()));
        }
        return items;
    }

    private void next(ShardChoice choice, CancellationReason reason) {
        if (Transactions.refused(reason)) {
            views.refused(choice.item(), reason.item(), clock.instant());
            choice.full(BudgetItem.quota(choice.purse(), reason.item()));
        } else if (Transactions.disturbed(reason)) {
            choice.disturbed();
        }
    }

    /** Reads how the budgets stand, from the counters that the record went to. */
    List<Standing> standings(UsageRecord opened, Stake stake) {
        List<Standing> standings = new ArrayList<>();
        for (int i = 0; i < stake.purses().size(); i++) {
            Purse purse = stake.purses().get(i);
            String name = opened.held().budgets().get(i);
            Map<String, AttributeValue> item = StoreCall.run(
                    () -> dynamo.getItem(request -> request.tableName(counters).key(BudgetItem.key(name)))
                            .item());
            views.read(name, item, clock.instant());
            long committed = BudgetItem.quota(purse, item).committedMicros();
            standings.add(new Standing(purse, Math.multiplyExact(committed, purse.shards())));
        }
        return standings;
    }

    /**
     * Settles the record, and puts its cost in the place of what it held.
     *
     * @return false where it is settled already, so that nothing was changed
     */
    boolean settle(SettledRow settled) {
        WrittenRecord written = WrittenRecord.opened(settled.held());
        Backoff patience = new Backoff();
        while (!written.settled()) {
            List<TransactWriteItem> items = settling(settled, written);
            List<CancellationReason> reasons = StoreCall.run(() -> transactions.write(items));
            if (reasons.isEmpty()) {
                written.held().budgets().forEach(views::changed);
                return true;
            }
            if (Transactions.refused(reasons.getFirst())) {
                written = WrittenRecord.of(reasons.getFirst().item(), settled.held());
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
        Held held = UsageRow.held(item);
        held.budgets().forEach(name -> items.add(BudgetItem.settle(counters, name, held.micros(), 0)));
        Backoff patience = new Backoff();
        while (true) {
            List<CancellationReason> reasons = StoreCall.run(() -> transactions.write(items));
            if (reasons.isEmpty() || Transactions.refused(reasons.getFirst())) {
                return reasons.isEmpty();
            }
            patience.pause();
        }
    }

    private List<TransactWriteItem> settling(SettledRow settled, WrittenRecord written) {
        List<String> budgets = written.held().budgets();
        SettledRow row = settled.countedIn(budgets);
        List<TransactWriteItem> items = new ArrayList<>();
        items.add(usage.change(Attributes.of(row.key()), RowUpdate.ofWritten(row.columns(), written.status())));
        budgets.forEach(name ->
                items.add(BudgetItem.settle(counters, name, written.held().micros(), row.chargeMicros())));
        return items;
    }
}
