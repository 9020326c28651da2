package dev.tollgate.store;

import dev.tollgate.config.GatewayConfig;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/**
 * Changes documents of the config table and records who did it, in one transaction: after a crash, there are both or
 * neither.
 */
@ApplicationScoped
class AuditedTable {
    private final TransactionWriter transactions;
    private final DocumentWrites documents;

    AuditedTable(DynamoDbClient client, GatewayConfig config) {
        this.transactions = new TransactionWriter(client);
        this.documents = new DocumentWrites(config.tables().config());
    }

    /** Writes a new version. Throws {@link DocumentChangedException} if the current version is not the one before it. */
    void put(StoredDocument document, AuditRecord audit) {
        write(document.sk(), List.of(documents.put(document, VersionCondition.isNext(document))), List.of(audit));
    }

    /** Deletes this version. Throws {@link DocumentChangedException} if the current version is another. */
    void delete(StoredDocument document, AuditRecord audit) {
        write(document.sk(), List.of(documents.delete(document)), List.of(audit));
    }

    /** The writes of a key in this table. */
    KeyWrites keys() {
        return new KeyWrites(documents);
    }

    /**
     * Makes changes and records them.
     *
     * @param name what changes, for messages
     * @throws DocumentChangedException if the condition of a change fails
     */
    void write(String name, List<TransactWriteItem> changes, List<AuditRecord> audits) {
        List<TransactWriteItem> writes = new ArrayList<>(changes);
        audits.stream()
                .map(DynamoAuditTrail::document)
                .map(audit -> documents.put(audit, VersionCondition.isNext(audit)))
                .forEach(writes::add);
        if (!StoreCall.run(() -> transactions.write(writes, changes.size())).isEmpty()) {
            throw new DocumentChangedException(name, null);
        }
    }
}
