package dev.tollgate.store;

import dev.tollgate.bill.BudgetCounter;
import dev.tollgate.bill.BudgetCounts;
import dev.tollgate.bill.BudgetPeriod;
import dev.tollgate.config.GatewayConfig;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Reads the amounts in budgets. */
@ApplicationScoped
public class DynamoBudgets implements BudgetCounts {
    private final DynamoDbClient client;
    private final String table;

    DynamoBudgets(DynamoDbClient client, GatewayConfig config) {
        this.client = client;
        this.table = config.tables().counters();
    }

    @Override
    public List<BudgetCounter> read(Collection<BudgetPeriod> budgets) {
        Map<BudgetPeriod, BudgetCounter> found = new ConcurrentHashMap<>();
        ParallelCalls.each(List.copyOf(budgets), period -> found.put(period, read(period)));
        return budgets.stream().map(found::get).toList();
    }

    private BudgetCounter read(BudgetPeriod period) {
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
