package dev.tollgate.store;

import dev.tollgate.config.GatewayConfig;
import org.jboss.logging.Logger;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/** Writes settled records once, together with the budgets they count in. */
final class SettlementWriter {
    private static final Logger LOG = Logger.getLogger(SettlementWriter.class);

    private final DynamoDbClient client;
    private final String table;
    private final BudgetLedger budgets;

    SettlementWriter(DynamoDbClient client, GatewayConfig config, BudgetLedger budgets) {
        this.client = client;
        this.table = config.tables().usage();
        this.budgets = budgets;
    }

    /**
     * Writes the row unless the record is already settled.
     *
     * @return false if it is, because the SDK repeated the write or the record was settled twice
     */
    boolean write(SettledRow row) {
        return row.requestHold().budgets().isEmpty() ? writeAlone(row) : budgets.settle(row);
    }

    private boolean writeAlone(SettledRow row) {
        UpdateItemRequest request = request(row);
        return StoreCall.run(() -> {
            try {
                client.updateItem(request);
                return true;
            } catch (ConditionalCheckFailedException done) {
                LOG.debugf("The usage record %s is already settled", row.key());
                return false;
            }
        });
    }

    private UpdateItemRequest request(SettledRow row) {
        RowUpdate update = RowUpdate.unlessSettled(row.columns());
        return UpdateItemRequest.builder()
                .tableName(table)
                .key(AttributeValues.of(row.key()))
                .updateExpression(update.expression())
                .conditionExpression(update.condition())
                .expressionAttributeNames(update.names())
                .expressionAttributeValues(update.values())
                .build();
    }
}
