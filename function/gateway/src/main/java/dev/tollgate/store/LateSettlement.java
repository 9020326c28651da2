package dev.tollgate.store;

import dev.tollgate.bill.RequestHold;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/**
 * Settles a record that counts in budgets, where nobody is sure of what is held for it: a sweep was first, the store has not
 * confirmed the reservation, or the record comes from a log. One transaction writes the record and counts its charge. That
 * such a record has no reserved amount says: what is still held for it counts nothing.
 */
final class LateSettlement {
    private final TransactionWriter transactions;
    private final UsageWrites usage;
    private final String counters;

    LateSettlement(TransactionWriter transactions, UsageWrites usage, String counters) {
        this.transactions = transactions;
        this.usage = usage;
        this.counters = counters;
    }

    /** Returns false if the record is already settled, so that nothing changed. */
    boolean write(SettledRow settled) {
        WriteBackoff backoff = transactions.backoff();
        List<TransactWriteItem> items = counted(settled.withoutReservation());
        while (true) {
            List<CancellationReason> reasons = StoreCall.run(() -> transactions.write(items));
            if (reasons.isEmpty()) {
                return true;
            }
            if (!TransactionWriter.conditionFailed(reasons.getFirst())) {
                backoff.pause();
                continue;
            }
            Map<String, AttributeValue> found = reasons.getFirst().item();
            if (UsageRow.isSettled(found)) {
                return false;
            }
            if (settlePending(settled, UsageRow.requestHold(found))) {
                return true;
            }
            backoff.pause();
        }
    }

    private List<TransactWriteItem> counted(SettledRow row) {
        List<TransactWriteItem> items = new ArrayList<>();
        items.add(usage.putUnlessPendingOrSettled(row));
        row.requestHold().budgets().forEach(name -> items.add(BudgetItem.add(counters, name, row.chargeMicros())));
        return items;
    }

    /** A version before ADR 52 has written the pending record together with the reservation. Returns false if it changed. */
    private boolean settlePending(SettledRow settled, RequestHold held) {
        List<TransactWriteItem> items = new ArrayList<>();
        SettledRow row = settled.countedIn(held.budgets());
        items.add(usage.update(AttributeValues.of(row.key()), RowUpdate.whilePending(row.columns())));
        held.budgets()
                .forEach(name ->
                        items.add(BudgetItem.settleUnmarked(counters, name, held.micros(), row.chargeMicros())));
        return StoreCall.run(() -> transactions.write(items)).isEmpty();
    }
}
