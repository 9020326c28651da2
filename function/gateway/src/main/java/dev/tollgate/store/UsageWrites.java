package dev.tollgate.store;

import dev.tollgate.bill.UsageRecord;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.Update;

/**
 * What is written of usage records in transactions with the budgets they count in.
 *
 * @param table its name
 */
record UsageWrites(String table) {
    /** A failed condition says that it is written already: a request's id is of the gateway's own making. */
    static final String ABSENT = "attribute_not_exists(pk)";

    static Map<String, AttributeValue> pending(UsageRecord usage) {
        Map<String, Object> row = UsageRow.key(usage);
        row.putAll(UsageRow.pending(usage));
        return AttributeValues.of(row);
    }

    TransactWriteItem opening(UsageRecord usage) {
        Put put = Put.builder()
                .tableName(table)
                .item(pending(usage))
                .conditionExpression(ABSENT)
                .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD)
                .build();
        return TransactWriteItem.builder().put(put).build();
    }

    TransactWriteItem change(Map<String, AttributeValue> key, RowUpdate change) {
        Update update = Update.builder()
                .tableName(table)
                .key(key)
                .updateExpression(change.expression())
                .conditionExpression(change.condition())
                .expressionAttributeNames(change.names())
                .expressionAttributeValues(change.values())
                .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD)
                .build();
        return TransactWriteItem.builder().update(update).build();
    }
}
