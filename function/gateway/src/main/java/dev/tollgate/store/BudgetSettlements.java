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
    private final BudgetWrites writes;
    private final CounterGroups<BudgetItem.Settlement, Boolean> groups = new CounterGroups<>(this);

    BudgetSettlements(BudgetWrites writes) {
        this.writes = writes;
    }

    /** Changes nothing if the call holds nothing. */
    void settle(BudgetItem.Settlement settlement) {
        var _ = groups.write(settlement.name(), settlement);
    }

    /** Whether the call held what is settled. */
    @Override
    public Boolean one(BudgetItem.Settlement settlement) {
        Map<String, AttributeValue> other = writes.tryUpdate(BudgetItem.settle(writes.table(), List.of(settlement)));
        boolean othersChanged =
                !settlement.outlived().isEmpty() && settlement.hold().in(other);
        return othersChanged ? one(settlement.alone()) : other.isEmpty();
    }

    @Override
    public List<Optional<Boolean>> together(List<BudgetItem.Settlement> group) {
        boolean settled =
                writes.tryUpdate(BudgetItem.settle(writes.table(), group)).isEmpty();
        return Collections.nCopies(group.size(), settled ? Optional.of(true) : Optional.empty());
    }
}
