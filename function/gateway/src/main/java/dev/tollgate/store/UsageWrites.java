package dev.tollgate.store;

import dev.tollgate.bill.UsageRecord;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.Update;

/**
 * The writes of usage records in transactions with budgets.
 *
 * @param table the name of the usage table
 */
record UsageWrites(String table) {
    /** A failed condition means that the record is already written, because request ids are unique. */
    static final String ABSENT = "attribute_not_exists(pk)";

    static Map<String, AttributeValue> pending(UsageRecord usage) {
        Map<String, Object> row = UsageRow.key(usage);
        row.putAll(UsageRow.pending(usage));
        return AttributeValues.of(row);
    }

    TransactWriteItem putPending(UsageRecord usage) {
        Put put = Put.builder()
                .tableName(table)
                .item(pending(usage))
                .conditionExpression(ABSENT)
                .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD)
                .build();
        return TransactWriteItem.builder().put(put).build();
    }

    TransactWriteItem update(Map<String, AttributeValue> key, RowUpdate update) {
        Update write = Update.builder()
                .tableName(table)
                .key(key)
                .updateExpression(update.expression())
                .conditionExpression(update.condition())
                .expressionAttributeNames(update.names())
                .expressionAttributeValues(update.values())
                .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD)
                .build();
        return TransactWriteItem.builder().update(write).build();
    }
}
