package dev.tollgate.store;

import java.util.HashMap;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.Update;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/**
 * The conditional writes of usage records. A failed condition comes with the record that is there.
 *
 * @param table the name of the usage table
 */
record UsageWrites(String table) {
    private static final String ABSENT = "attribute_not_exists(pk)";
    private static final Map<String, String> STATUS = Map.of("#status", "status");

    /** Settles a record that does not exist. */
    PutItemRequest ifAbsent(SettledRow row) {
        return put(row).conditionExpression(ABSENT).build();
    }

    /** Settles a record that is pending or abandoned, or does not exist. */
    PutItemRequest unlessSettled(SettledRow row) {
        return put(row).conditionExpression(ABSENT + " OR #status <> :settled")
                .expressionAttributeNames(STATUS)
                .expressionAttributeValues(Map.of(":settled", AttributeValue.fromS(UsageRow.SETTLED)))
                .build();
    }

    private PutItemRequest.Builder put(SettledRow row) {
        return PutItemRequest.builder()
                .tableName(table)
                .item(item(row))
                .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD);
    }

    /** Settles a record that is abandoned or does not exist. */
    TransactWriteItem putUnlessPendingOrSettled(SettledRow row) {
        return transacted(Put.builder()
                .item(item(row))
                .conditionExpression(ABSENT + " OR #status = :abandoned")
                .expressionAttributeNames(STATUS)
                .expressionAttributeValues(Map.of(":abandoned", AttributeValue.fromS(UsageRow.ABANDONED))));
    }

    /** Writes a record that does not exist. */
    TransactWriteItem putIfAbsent(Map<String, AttributeValue> item) {
        return transacted(Put.builder().item(item).conditionExpression(ABSENT));
    }

    private TransactWriteItem transacted(Put.Builder put) {
        return TransactWriteItem.builder()
                .put(put.tableName(table)
                        .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD)
                        .build())
                .build();
    }

    private static Map<String, AttributeValue> item(SettledRow row) {
        Map<String, AttributeValue> item = new HashMap<>(AttributeValues.of(row.key()));
        item.putAll(AttributeValues.of(row.columns()));
        return item;
    }

    /** Removes the place of a prompt from a record that has one. */
    UpdateItemRequest withoutPromptLog(Map<String, Object> key) {
        return UpdateItemRequest.builder()
                .tableName(table)
                .key(AttributeValues.of(key))
                .updateExpression("REMOVE " + UsageRow.PROMPT_LOG)
                .conditionExpression("attribute_exists(" + UsageRow.PROMPT_LOG + ")")
                .build();
    }

    /** Changes a record that a version before ADR 52 has written. */
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
