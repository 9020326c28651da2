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
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/**
 * Finds the calls that the journal has in flight (ADR 52), and pending records of versions before it with a sparse index (ADR
 * 18).
 */
@ApplicationScoped
public class DynamoStalePendingRecords implements StalePendingRecords {
    private static final Logger LOG = Logger.getLogger(DynamoStalePendingRecords.class);

    private final DynamoDbClient client;
    private final String table;
    private final CounterTable counters;
    private final JournalSweep journal;
    private final IndexedRecords indexed;

    DynamoStalePendingRecords(DynamoDbClient client, GatewayConfig config, Clock clock) {
        TransactionWriter writer = new TransactionWriter(client);
        BudgetCounters budgets = new BudgetCounters(writer, config.tables().counters());
        this.client = client;
        this.table = config.tables().usage();
        this.counters = new CounterTable(client, config.tables().counters());
        this.journal = new JournalSweep(client, config.tables().usage(), budgets, clock);
        this.indexed = new IndexedRecords(writer, config.tables().usage(), budgets, clock);
    }

    /** Reads the partitions in random order, so that none always has to wait behind a large one. */
    @Override
    public void forEachBefore(Instant deadline, Predicate<StalePendingRecord> goOn) {
        List<Supplier<Stream<StalePendingRecord>>> partitions = new ArrayList<>();
        IntStream.range(0, JournalPlace.PARTITIONS)
                .forEach(partition -> partitions.add(() -> journal.pending(partition, deadline)));
        IntStream.range(0, UsageRow.SHARDS).forEach(shard -> partitions.add(() -> indexed.pending(shard, deadline)));
        Collections.shuffle(partitions);
        StoreCall.run(
                () -> partitions.stream().allMatch(partition -> partition.get().allMatch(goOn)));
    }

    /** Releases the concurrent slots first. Every step is idempotent, so that a sweep that dies can be repeated. */
    @Override
    public boolean abandon(StalePendingRecord found) {
        Map<String, AttributeValue> key =
                Map.of("pk", AttributeValue.fromS(found.pk()), "sk", AttributeValue.fromS(found.sk()));
        return StoreCall.run(() -> {
            Map<String, AttributeValue> item = client.getItem(
                            request -> request.tableName(table).key(key).consistentRead(true))
                    .item();
            if (item.containsKey(UsageRow.STATUS)) {
                release(item);
                return indexed.abandon(key, item);
            }
            JournalEntry entry = new JournalEntry(item);
            // Another call may be in its place by now.
            if (item.isEmpty() || entry.isEmpty() || !entry.deadline().equals(found.deadline())) {
                return false;
            }
            release(item);
            return journal.close(entry);
        });
    }

    private void release(Map<String, AttributeValue> item) {
        HeldWindows.of(item).forEach(this::release);
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
