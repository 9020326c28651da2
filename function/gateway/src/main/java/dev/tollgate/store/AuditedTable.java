package dev.tollgate.store;

import dev.tollgate.config.GatewayConfig;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.Delete;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/**
 * Changes a document of the config table and records who did it, in one transaction: after a crash, there are both or
 * neither.
 */
@ApplicationScoped
class AuditedTable {
    private final TransactionWriter transactions;
    private final String table;

    AuditedTable(DynamoDbClient client, GatewayConfig config) {
        this.transactions = new TransactionWriter(client);
        this.table = config.tables().config();
    }

    /** Writes a new version. Throws {@link DocumentChangedException} if the current version is not the one before it. */
    void put(StoredDocument document, AuditRecord audit) {
        write(document, TransactWriteItem.builder().put(put(document)).build(), audit);
    }

    /** Deletes this version. Throws {@link DocumentChangedException} if the current version is another. */
    void delete(StoredDocument document, AuditRecord audit) {
        VersionCondition condition = VersionCondition.isCurrent(document);
        Delete delete = Delete.builder()
                .tableName(table)
                .key(StoredDocument.key(document.pk(), document.sk()))
                .conditionExpression(condition.expression())
                .expressionAttributeValues(condition.values())
                .build();
        write(document, TransactWriteItem.builder().delete(delete).build(), audit);
    }

    private Put put(StoredDocument document) {
        VersionCondition condition = VersionCondition.isNext(document);
        Put.Builder put =
                Put.builder().tableName(table).item(document.item()).conditionExpression(condition.expression());
        if (!condition.values().isEmpty()) {
            put.expressionAttributeValues(condition.values());
        }
        return put.build();
    }

    private void write(StoredDocument document, TransactWriteItem change, AuditRecord audit) {
        TransactWriteItem trail = TransactWriteItem.builder()
                .put(put(DynamoAuditTrail.document(audit)))
                .build();
        StoreCall.run(() -> {
            WriteBackoff backoff = transactions.backoff();
            while (true) {
                List<CancellationReason> reasons = transactions.write(List.of(change, trail));
                if (reasons.isEmpty()) {
                    return null;
                }
                if (TransactionWriter.conditionFailed(reasons.getFirst())) {
                    throw new DocumentChangedException(document.sk(), null);
                }
                backoff.pause();
            }
        });
    }
}
