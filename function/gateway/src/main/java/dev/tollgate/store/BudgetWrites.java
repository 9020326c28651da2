package dev.tollgate.store;

import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/**
 * Sends the updates of budgets' counters.
 *
 * @param table the name of the counters table
 */
record BudgetWrites(TransactionWriter writer, String table) {

    /** Updates an item, and returns what the request wants to have back. */
    Map<String, AttributeValue> update(UpdateItemRequest request) {
        return writer.alone(() -> writer.dynamo().updateItem(request).attributes());
    }

    /** The same for a request that wants nothing back. Returns the item if the condition failed, and nothing otherwise. */
    Map<String, AttributeValue> tryUpdate(UpdateItemRequest request) {
        try {
            update(request);
            return Map.of();
        } catch (ConditionalCheckFailedException failed) {
            return failed.item();
        }
    }
}
