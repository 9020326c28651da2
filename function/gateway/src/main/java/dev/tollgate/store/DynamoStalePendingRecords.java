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

/** Finds pending records with a sparse index (ADR 18). */
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

    /** Reads the shards of the index in random order, so that none always has to wait behind a large one. */
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
        return client.queryPaginator(request).items().stream().map(DynamoStalePendingRecords::read);
    }

    private static StalePendingRecord read(Map<String, AttributeValue> item) {
        return new StalePendingRecord(
                ItemReader.text(item, "pk"), ItemReader.text(item, "sk"), ItemReader.instant(item, UsageRow.DEADLINE));
    }

    /** Releases the concurrent slots first. Every step is idempotent, so that a sweep that dies can be repeated. */
    @Override
    public boolean abandon(StalePendingRecord found) {
        Map<String, AttributeValue> key =
                Map.of("pk", AttributeValue.fromS(found.pk()), "sk", AttributeValue.fromS(found.sk()));
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
            LOG.debugf("The concurrent slot of %s is already released", window.counter());
        }
    }
}
