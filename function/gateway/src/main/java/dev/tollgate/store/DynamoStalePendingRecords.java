package dev.tollgate.store;

import dev.tollgate.bill.RequestHold;
import dev.tollgate.bill.StalePendingRecord;
import dev.tollgate.bill.StalePendingRecords;
import dev.tollgate.config.GatewayConfig;
import dev.tollgate.limit.RateReservation;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;

/** Pending records, found by the index that only they are in (docs/adr/0018-a-sparse-index-finds-what-is-pending.md). */
@ApplicationScoped
public class DynamoStalePendingRecords implements StalePendingRecords {
    private static final Logger LOG = Logger.getLogger(DynamoStalePendingRecords.class);

    private final DynamoDbClient client;
    private final String table;
    private final CounterTable counters;
    private final BudgetLedger budgets;

    DynamoStalePendingRecords(DynamoDbClient client, GatewayConfig config, Clock clock) {
        this.client = client;
        this.table = config.tables().usage();
        this.counters = new CounterTable(client, config.tables().counters());
        UsageWrites usage = new UsageWrites(table);
        this.budgets = new BudgetLedger(
                new TransactionWriter(client), usage, config.tables().counters(), clock);
    }

    /** One part of the index after the other, each time in another order: none has to wait behind a long one for ever. */
    @Override
    public void forEachBefore(Instant deadline, Predicate<StalePendingRecord> goOn) {
        List<Integer> shards =
                new ArrayList<>(IntStream.range(0, UsageRow.SHARDS).boxed().toList());
        Collections.shuffle(shards);
        StoreCall.run(
                () -> shards.stream().allMatch(shard -> pages(shard, deadline).allMatch(goOn)));
    }

    private Stream<StalePendingRecord> pages(int shard, Instant deadline) {
        QueryRequest request = QueryRequest.builder()
                .tableName(table)
                .indexName(UsageRow.INDEX)
                .keyConditionExpression("#shard = :shard AND #deadline < :deadline")
                .expressionAttributeNames(Map.of("#shard", UsageRow.INDEX, "#deadline", UsageRow.DEADLINE))
                .expressionAttributeValues(Map.of(
                        ":shard", AttributeValue.fromS(UsageRow.shard(shard)),
                        ":deadline", AttributeValue.fromS(UsageRow.time(deadline))))
                .build();
        return client.queryPaginator(request).items().stream().map(DynamoStalePendingRecords::stalePendingRecord);
    }

    private static StalePendingRecord stalePendingRecord(Map<String, AttributeValue> item) {
        return new StalePendingRecord(
                item.get("pk").s(),
                item.get("sk").s(),
                Instant.parse(item.get(UsageRow.DEADLINE).s()));
    }

    /** What is given back first is given back once, however often this is begun: each part knows if it has happened. */
    @Override
    public boolean abandon(StalePendingRecord stalePendingRecord) {
        Map<String, AttributeValue> key = Map.of(
                "pk",
                AttributeValue.fromS(stalePendingRecord.pk()),
                "sk",
                AttributeValue.fromS(stalePendingRecord.sk()));
        return StoreCall.run(() -> {
            Map<String, AttributeValue> record = client.getItem(
                            request -> request.tableName(table).key(key).consistentRead(true))
                    .item();
            UsageRow.windows(record).forEach(this::release);
            return budgets.abandon(key, record);
        });
    }

    private void release(RequestHold.WindowHold window) {
        if (window.concurrent() == 0) {
            return;
        }
        try {
            counters.release(
                    window.counter(), new RateReservation.RateGrant(window.era(), window.slot(), window.number()));
        } catch (ConditionalCheckFailedException released) {
            LOG.debugf("The slot that a request held of %s is free already", window.counter());
        }
    }
}
