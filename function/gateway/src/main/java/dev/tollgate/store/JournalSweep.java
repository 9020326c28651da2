package dev.tollgate.store;

import dev.tollgate.bill.StalePendingRecord;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/** Finds calls in the journal whose process died, and closes them. */
final class JournalSweep {
    private static final Logger LOG = Logger.getLogger(JournalSweep.class);

    private final DynamoDbClient dynamo;
    private final String table;
    private final JournalReader journal;
    private final TransactionWriter transactions;
    private final BudgetCounters budgets;
    private final Clock clock;

    JournalSweep(DynamoDbClient dynamo, String table, BudgetCounters budgets, Clock clock) {
        this.dynamo = dynamo;
        this.table = table;
        this.journal = new JournalReader(dynamo, table);
        this.transactions = new TransactionWriter(dynamo);
        this.budgets = budgets;
        this.clock = clock;
    }

    /** The calls in one partition that have not ended. Removes those that have, whose process is idle or gone. */
    Stream<StalePendingRecord> pending(int partition, Instant deadline) {
        return journal.overdue(partition, deadline)
                .filter(entry -> !removedIfFinished(entry))
                .map(entry -> new StalePendingRecord(
                        ItemReader.text(entry.item(), "pk"), ItemReader.text(entry.item(), "sk"), entry.deadline()));
    }

    private boolean removedIfFinished(JournalEntry entry) {
        if (!entry.isEmpty() && !isFinished(entry)) {
            return false;
        }
        remove(entry);
        return true;
    }

    /** The record of a call is written before a budget says that its hold is over. Without one, the call was refused. */
    private boolean isFinished(JournalEntry entry) {
        Map<String, AttributeValue> record = record(entry);
        boolean ended =
                record.isEmpty() ? budgets.isReleased(entry.requestHold(), entry.hold()) : UsageRow.isSettled(record);
        return ended && !budgets.isHeld(entry.requestHold(), entry.hold());
    }

    /**
     * Abandons a call, unless it has a record, and releases what it holds in budgets. May be repeated after any failure.
     *
     * @return whether this has abandoned it
     */
    boolean close(JournalEntry entry) {
        boolean abandoned = abandon(entry);
        long charge = abandoned ? 0 : UsageRow.chargeForHold(record(entry));
        budgets.settle(entry.requestHold(), entry.hold(), charge, List.of());
        remove(entry);
        return abandoned;
    }

    /** A transaction even of one item: its token shows who has abandoned the call if a response was lost. */
    private boolean abandon(JournalEntry entry) {
        UsageWrites usage = new UsageWrites(table);
        WriteBackoff backoff = transactions.backoff();
        while (true) {
            List<CancellationReason> reasons =
                    transactions.write(List.of(usage.putIfAbsent(entry.abandonedRecord(clock.instant()))));
            if (reasons.isEmpty() || TransactionWriter.conditionFailed(reasons.getFirst())) {
                return reasons.isEmpty();
            }
            backoff.pause();
        }
    }

    /** The usage record of a call; empty if there is none. */
    private Map<String, AttributeValue> record(JournalEntry entry) {
        return dynamo.getItem(request ->
                        request.tableName(table).key(entry.recordKey()).consistentRead(true))
                .item();
    }

    private void remove(JournalEntry entry) {
        try {
            transactions.alone(() -> dynamo.deleteItem(request -> request.tableName(table)
                    .key(entry.key())
                    .conditionExpression("#number = :number")
                    .expressionAttributeNames(Map.of("#number", JournalEntry.NUMBER))
                    .expressionAttributeValues(Map.of(":number", entry.number()))));
        } catch (ConditionalCheckFailedException changed) {
            LOG.debugf("The entry %s is removed already, or of another call", entry.key());
        }
    }
}
