package dev.tollgate.store;

import java.util.Map;
import java.util.Map.Entry;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Marks in a budget's counter that a call holds its reservation, or no longer does: an attribute for each place in the journal,
 * whose value is the number of the call, or its negative.
 *
 * @param place its name has letters and digits only
 */
record BudgetHold(String place, long number) {
    private static final String PREFIX = "h_";

    String attribute() {
        return PREFIX + place;
    }

    /** Whether the call holds its reservation. */
    boolean in(Map<String, AttributeValue> counter) {
        return ItemReader.numberOrZero(counter, attribute()) == number;
    }

    /** Whether this attribute is of another call, which ended before this number. */
    boolean isOutlived(Entry<String, AttributeValue> attribute, long before) {
        if (!attribute.getKey().startsWith(PREFIX) || attribute.getKey().equals(attribute())) {
            return false;
        }
        long ended = -Long.parseLong(attribute.getValue().n());
        return ended > 0 && ended < before;
    }
}
