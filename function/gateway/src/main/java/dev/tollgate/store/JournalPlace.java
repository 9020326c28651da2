package dev.tollgate.store;

import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * A place in the journal, as one call uses it.
 *
 * @param environment the random name of the process
 * @param slot of the process, from 0: calls at the same time have different ones
 * @param number grows with each use of the slot, so that a write that arrives late changes nothing
 * @param unused whether nothing was ever written there
 */
record JournalPlace(String environment, int slot, long number, boolean unused) {
    /** One partition takes 1,000 writes per second. */
    static final int PARTITIONS = 16;

    private static final int RADIX = 36;

    static String partition(int index) {
        return "INFLIGHT#" + index;
    }

    Map<String, AttributeValue> key() {
        return Map.of(
                "pk", AttributeValue.fromS(partition(Math.floorMod(environment.hashCode() + slot, PARTITIONS))),
                "sk", AttributeValue.fromS(name()));
    }

    /** How budgets know what this call holds. */
    BudgetHold hold() {
        return new BudgetHold(name(), number);
    }

    private String name() {
        return environment + Integer.toString(slot, RADIX);
    }
}
