package dev.tollgate.store;

import dev.tollgate.bill.Purse;
import dev.tollgate.bill.Quota;
import dev.tollgate.config.GatewayConfig;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Reads how budgets stand, for people: all counters of each. */
@ApplicationScoped
public class DynamoBudgets {
    private final DynamoDbClient client;
    private final String table;

    DynamoBudgets(DynamoDbClient client, GatewayConfig config) {
        this.client = client;
        this.table = config.tables().counters();
    }

    /**
     * The sum of its shards; nothing where nobody has used it.
     *
     * @throws dev.tollgate.openai.ChatFailure {@code STORE_UNAVAILABLE}
     */
    public Quota read(Purse purse) {
        long committed = 0;
        long reserved = 0;
        for (int shard = 0; shard < purse.shards(); shard++) {
            Quota quota = BudgetItem.quota(purse, item(BudgetItem.name(purse, shard)));
            committed = Math.addExact(committed, quota.committedMicros());
            reserved = Math.addExact(reserved, quota.reservedMicros());
        }
        return new Quota(purse, committed, reserved);
    }

    private Map<String, AttributeValue> item(String name) {
        return StoreCall.on(table, () -> client.getItem(
                        get -> get.tableName(table).key(BudgetItem.key(name)).consistentRead(true))
                .item());
    }
}
