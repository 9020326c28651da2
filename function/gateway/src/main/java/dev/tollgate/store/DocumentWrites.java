package dev.tollgate.store;

import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.Delete;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/** The writes of documents of the config table, for transactions. */
record DocumentWrites(String table) {

    /** Writes a version. If the condition fails, the reason has the document that is there instead. */
    TransactWriteItem put(StoredDocument document, VersionCondition condition) {
        Put.Builder put = Put.builder()
                .tableName(table)
                .item(document.item())
                .conditionExpression(condition.expression())
                .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD);
        if (!condition.values().isEmpty()) {
            put.expressionAttributeValues(condition.values());
        }
        return item(put);
    }

    /** Writes a document, whatever is there. */
    TransactWriteItem put(StoredDocument document) {
        return item(Put.builder().tableName(table).item(document.item()));
    }

    /** Deletes this version. */
    TransactWriteItem delete(StoredDocument document) {
        VersionCondition condition = VersionCondition.isCurrent(document);
        return item(delete(StoredDocument.key(document.pk(), document.sk()))
                .conditionExpression(condition.expression())
                .expressionAttributeValues(condition.values()));
    }

    /** Deletes a document, whatever its version. */
    TransactWriteItem deleteAny(StoredDocument document) {
        return item(delete(StoredDocument.key(document.pk(), document.sk())));
    }

    /**
     * Requires that there is no such document. This deletes nothing: a mere check of a condition would need another right
     * than those to read and write.
     */
    TransactWriteItem absent(StoredDocument document) {
        return item(delete(StoredDocument.key(document.pk(), document.sk()))
                .conditionExpression(VersionCondition.isNew().expression()));
    }

    private Delete.Builder delete(Map<String, AttributeValue> key) {
        return Delete.builder().tableName(table).key(key);
    }

    private static TransactWriteItem item(Put.Builder put) {
        return TransactWriteItem.builder().put(put.build()).build();
    }

    private static TransactWriteItem item(Delete.Builder delete) {
        return TransactWriteItem.builder().delete(delete.build()).build();
    }
}
