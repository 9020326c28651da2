package dev.tollgate.store;

import dev.tollgate.bill.BudgetCounter;
import dev.tollgate.bill.BudgetPeriod;
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
     * @throws dev.tollgate.openai.GatewayException {@code STORE_UNAVAILABLE}
     */
    public BudgetCounter read(BudgetPeriod budgetPeriod) {
        long committed = 0;
        long reserved = 0;
        for (int shard = 0; shard < budgetPeriod.shards(); shard++) {
            BudgetCounter budgetCounter =
                    BudgetItem.budgetCounter(budgetPeriod, item(BudgetItem.name(budgetPeriod, shard)));
            committed = Math.addExact(committed, budgetCounter.committedMicros());
            reserved = Math.addExact(reserved, budgetCounter.reservedMicros());
        }
        return new BudgetCounter(budgetPeriod, committed, reserved);
    }

    private Map<String, AttributeValue> item(String name) {
        return StoreCall.on(table, () -> client.getItem(
                        get -> get.tableName(table).key(BudgetItem.key(name)).consistentRead(true))
                .item());
    }
}
