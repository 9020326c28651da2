package dev.tollgate.store;

import dev.tollgate.bill.RequestHold;
import dev.tollgate.bill.StalePendingRecord;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/** The pending records of versions before ADR 52, which a sparse index finds (ADR 18). */
final class IndexedRecords {
    private final TransactionWriter transactions;
    private final String table;
    private final BudgetCounters budgets;
    private final Clock clock;

    IndexedRecords(TransactionWriter transactions, String table, BudgetCounters budgets, Clock clock) {
        this.transactions = transactions;
        this.table = table;
        this.budgets = budgets;
        this.clock = clock;
    }

    /** Those of one shard of the index whose calls had to end before this instant. */
    Stream<StalePendingRecord> pending(int shard, Instant deadline) {
        QueryRequest request = QueryRequest.builder()
                .tableName(table)
                .indexName(UsageRow.INDEX)
                .keyConditionExpression("#shard = :shard AND #deadline < :deadline")
                .expressionAttributeNames(Map.of("#shard", UsageRow.INDEX, "#deadline", UsageRow.DEADLINE))
                .expressionAttributeValues(Map.of(
                        ":shard", AttributeValue.fromS(UsageRow.shard(shard)),
                        ":deadline", AttributeValue.fromS(UsageRow.time(deadline))))
                .build();
        return transactions.dynamo().queryPaginator(request).items().stream().map(IndexedRecords::read);
    }

    private static StalePendingRecord read(Map<String, AttributeValue> item) {
        return new StalePendingRecord(
                ItemReader.text(item, "pk"), ItemReader.text(item, "sk"), ItemReader.instant(item, UsageRow.DEADLINE));
    }

    /**
     * Closes a pending record that nobody will settle, and releases what it holds. This is a transaction even if it
     * holds nothing: its token shows who closed the record if a response was lost.
     *
     * @return false if the record is no longer pending
     */
    boolean abandon(Map<String, AttributeValue> key, Map<String, AttributeValue> item) {
        List<TransactWriteItem> items = new ArrayList<>();
        items.add(new UsageWrites(table).update(key, RowUpdate.whilePending(UsageRow.abandoned(clock.instant()))));
        RequestHold hold = UsageRow.requestHold(item);
        hold.budgets().forEach(name -> items.add(BudgetItem.settleUnmarked(budgets.table(), name, hold.micros(), 0)));
        WriteBackoff backoff = transactions.backoff();
        while (true) {
            List<CancellationReason> reasons = transactions.write(items);
            if (reasons.isEmpty() || TransactionWriter.conditionFailed(reasons.getFirst())) {
                return reasons.isEmpty();
            }
            backoff.pause();
        }
    }
}
