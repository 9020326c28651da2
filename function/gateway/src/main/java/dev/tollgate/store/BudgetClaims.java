package dev.tollgate.store;

import dev.tollgate.bill.BudgetPeriod;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/**
 * Reserves money. What several calls want from one item at the same time takes one write, if all of it fits. Otherwise each of them
 * tries for itself.
 */
final class BudgetClaims implements GroupCommit.Writer<BudgetItem.Claim, ReservedBudget> {
    private final BudgetWrites writes;
    private final CounterGroups<BudgetItem.Claim, ReservedBudget> groups = new CounterGroups<>(this);

    BudgetClaims(BudgetWrites writes) {
        this.writes = writes;
    }

    /** Reserves an amount, if it fits. */
    ReservedBudget claim(BudgetItem.Claim claim) {
        return groups.write(claim.name(), claim);
    }

    @Override
    public ReservedBudget one(BudgetItem.Claim claim) {
        try {
            return new ReservedBudget(true, SeenCounter.of(reserve(List.of(claim)), claim.hold()));
        } catch (ConditionalCheckFailedException failed) {
            // The write may be a repetition.
            return new ReservedBudget(claim.hold().in(failed.item()), SeenCounter.of(failed.item(), claim.hold()));
        }
    }

    @Override
    public List<Optional<ReservedBudget>> together(List<BudgetItem.Claim> group) {
        BudgetPeriod period = group.getFirst().period();
        if (!group.stream().allMatch(claim -> claim.period().equals(period))) {
            return Collections.nCopies(group.size(), Optional.empty());
        }
        try {
            return reserved(
                    group, SeenCounter.of(reserve(group), group.getFirst().hold()));
        } catch (ConditionalCheckFailedException noRoom) {
            return Collections.nCopies(group.size(), Optional.empty());
        }
    }

    /** Only the first of them removes what others have left behind. */
    private static List<Optional<ReservedBudget>> reserved(List<BudgetItem.Claim> group, SeenCounter seen) {
        List<Optional<ReservedBudget>> reserved = new ArrayList<>(
                Collections.nCopies(group.size(), Optional.of(new ReservedBudget(true, seen.withoutOutlived()))));
        reserved.set(0, Optional.of(new ReservedBudget(true, seen)));
        return reserved;
    }

    private Map<String, AttributeValue> reserve(List<BudgetItem.Claim> group) {
        return writes.update(BudgetItem.reserve(writes.table(), group));
    }
}
