package dev.tollgate.store;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/**
 * Settles requests whose slots still count. Several that end at the same time on one counter take one write. If one of them is
 * settled already, each of them tries for itself.
 */
final class GroupedSettlements implements GroupCommit.Writer<WindowSettlement, Boolean> {
    private static final Logger LOG = Logger.getLogger(GroupedSettlements.class);

    private final CounterTable counters;
    private final CounterCache cache;
    private final CounterGroups<WindowSettlement, Boolean> groups = new CounterGroups<>(this);

    GroupedSettlements(CounterTable counters, CounterCache cache) {
        this.counters = counters;
        this.cache = cache;
    }

    /** Returns false if the slot of the request no longer counts. */
    boolean settle(WindowSettlement settlement) {
        return groups.write(settlement.counter(), settlement);
    }

    @Override
    public Boolean one(WindowSettlement settlement) {
        try {
            cache.put(settlement.counter(), counters.settle(List.of(settlement)));
            return true;
        } catch (ConditionalCheckFailedException changed) {
            return CounterItem.window(changed.item()).era()
                    != settlement.grant().era();
        }
    }

    @Override
    public List<Optional<Boolean>> together(List<WindowSettlement> group) {
        return Collections.nCopies(
                group.size(), WindowSettlement.fitTogether(group) ? settled(group) : Optional.empty());
    }

    private Optional<Boolean> settled(List<WindowSettlement> group) {
        try {
            cache.put(group.getFirst().counter(), counters.settle(group));
            return Optional.of(true);
        } catch (ConditionalCheckFailedException changed) {
            LOG.debugf("%d requests cannot be settled together", group.size());
            return Optional.empty();
        }
    }
}
