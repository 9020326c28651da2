package dev.tollgate.store;

import dev.tollgate.bill.UsageRecord;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** What versions before ADR 52 have in the tables when this one starts. */
final class OlderVersion {
    private OlderVersion() {}

    /** A pending record, which the sparse index finds, and what it reserves in budgets. Returns its key. */
    static Map<String, AttributeValue> writePending(LocalTables tables, UsageRecord pending) {
        DynamoDbClient client = tables.client();
        Map<String, AttributeValue> key =
                AttributeValues.of(UsageKey.unsharded(pending.keyId(), pending.requestId(), pending.acceptedAt()));
        Map<String, Object> columns = JournalEntry.columns(pending);
        columns.put("status", "pending");
        columns.put("pending", "7");
        Map<String, AttributeValue> item = AttributeValues.of(columns);
        item.putAll(key);
        client.putItem(
                request -> request.tableName(tables.config().tables().usage()).item(item));
        for (String budget : pending.requestHold().budgets()) {
            client.updateItem(request -> request.tableName(
                            tables.config().tables().counters())
                    .key(BudgetItem.key(budget))
                    .updateExpression("ADD committed_micros :micros, reserved_micros :micros")
                    .expressionAttributeValues(Map.of(
                            ":micros", CounterItem.number(pending.requestHold().micros()))));
        }
        return key;
    }
}
