package dev.tollgate.store;

import dev.tollgate.bill.BudgetCounter;
import dev.tollgate.bill.BudgetPeriod;
import dev.tollgate.config.GatewayConfig;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Reads the amounts in budgets, for reports. */
@ApplicationScoped
public class DynamoBudgets {
    private final DynamoDbClient client;
    private final String table;

    DynamoBudgets(DynamoDbClient client, GatewayConfig config) {
        this.client = client;
        this.table = config.tables().counters();
    }

    /**
     * The sum of all shards of a budget; zero if nobody has used it.
     *
     * @throws dev.tollgate.openai.GatewayException {@code STORE_UNAVAILABLE}
     */
    public BudgetCounter read(BudgetPeriod period) {
        long committed = 0;
        long reserved = 0;
        for (int shard = 0; shard < period.shards(); shard++) {
            BudgetCounter counter = BudgetItem.counter(period, item(BudgetItem.name(period, shard)));
            committed = Math.addExact(committed, counter.committedMicros());
            reserved = Math.addExact(reserved, counter.reservedMicros());
        }
        return new BudgetCounter(period, committed, reserved);
    }

    private Map<String, AttributeValue> item(String name) {
        return StoreCall.run(() -> client.getItem(
                        get -> get.tableName(table).key(BudgetItem.key(name)).consistentRead(true))
                .item());
    }
}
