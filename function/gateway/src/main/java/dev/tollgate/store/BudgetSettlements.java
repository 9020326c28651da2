package dev.tollgate.store;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Puts charges in the place of what calls hold in budgets. Several in one item at the same time take one write, if all of it is held.
 * Otherwise each of them is settled for itself.
 */
final class BudgetSettlements implements GroupCommit.Writer<BudgetItem.Settlement, Boolean> {
    private final TransactionWriter writer;
    private final String table;
    private final CounterGroups<BudgetItem.Settlement, Boolean> groups = new CounterGroups<>(this);

    /** @param table the name of the counters table */
    BudgetSettlements(TransactionWriter writer, String table) {
        this.writer = writer;
        this.table = table;
    }

    /** Changes nothing if the call holds nothing. */
    void settle(BudgetItem.Settlement settlement) {
        var _ = groups.write(settlement.name(), settlement);
    }

    /** Whether the call held what is settled. */
    @Override
    public Boolean one(BudgetItem.Settlement settlement) {
        Map<String, AttributeValue> other = writer.tryUpdate(BudgetItem.settle(table, List.of(settlement)));
        boolean othersChanged =
                !settlement.outlived().isEmpty() && settlement.hold().in(other);
        return othersChanged ? one(settlement.alone()) : other.isEmpty();
    }

    @Override
    public List<Optional<Boolean>> together(List<BudgetItem.Settlement> group) {
        boolean settled = writer.tryUpdate(BudgetItem.settle(table, group)).isEmpty();
        return Collections.nCopies(group.size(), settled ? Optional.of(true) : Optional.empty());
    }
}
