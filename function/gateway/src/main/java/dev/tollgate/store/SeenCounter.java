package dev.tollgate.store;

import dev.tollgate.bill.BudgetCounter;
import dev.tollgate.bill.BudgetPeriod;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * What a call remembers of a budget's counter. The item has a mark for each call in flight: if each call remembered all of them, memory
 * would grow with the square of their number.
 *
 * @param outlived the marks that the settlement of the call removes, with their values
 */
record SeenCounter(long committedMicros, long reservedMicros, Map<String, AttributeValue> outlived) {

    /** The counter in an item, as the call of this hold saw it. */
    static SeenCounter of(Map<String, AttributeValue> item, BudgetHold hold) {
        return new SeenCounter(
                BudgetItem.committedMicros(item), BudgetItem.reservedMicros(item), BudgetItem.outlived(item, hold));
    }

    /** The same for a call that leaves the marks of others alone. */
    SeenCounter withoutOutlived() {
        return new SeenCounter(committedMicros, reservedMicros, Map.of());
    }

    /** What it says of its budget. */
    BudgetCounter in(BudgetPeriod period) {
        return new BudgetCounter(period, committedMicros, reservedMicros);
    }
}
