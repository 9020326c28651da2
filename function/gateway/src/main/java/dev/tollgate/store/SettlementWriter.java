package dev.tollgate.store;

import java.util.Map;
import org.jboss.logging.Logger;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/** Writes settled records, each of them once. */
final class SettlementWriter {
    private static final Logger LOG = Logger.getLogger(SettlementWriter.class);

    private final TransactionWriter writer;
    private final UsageWriteGroups writes;
    private final UsageWrites usage;
    private final LateSettlement late;

    SettlementWriter(TransactionWriter writer, UsageWriteGroups writes, UsageWrites usage, String counters) {
        this.writer = writer;
        this.writes = writes;
        this.usage = usage;
        this.late = new LateSettlement(writer, usage, counters);
    }

    /**
     * Writes the record of a call that holds what the record says.
     *
     * @return whether its charge is to take the place of what is held; false if it counts already
     */
    boolean writeOfOpenCall(SettledRow row) {
        if (row.requestHold().budgets().isEmpty()) {
            writeLate(row);
            return true;
        }
        Map<String, AttributeValue> found = put(usage.ifAbsent(row));
        if (found.isEmpty() || UsageRow.isSettled(found)) {
            return true;
        }
        late.write(row);
        return false;
    }

    /**
     * Writes the record whatever has become of its call, and counts its charge.
     *
     * @return false if the record is already settled
     */
    boolean writeLate(SettledRow row) {
        return row.requestHold().budgets().isEmpty()
                ? put(usage.unlessSettled(row)).isEmpty()
                : late.write(row);
    }

    /** The same for a caller that repeats it: a record that is there already costs a read, and neither a write nor a transaction. */
    void writeRepeated(SettledRow row) {
        if (!isSettled(row)) {
            writeLate(row);
        }
    }

    /** Removes the place of a prompt from a record. One that is in the log only, or was never to have a prompt, has none. */
    void removePromptLog(Map<String, Object> key) {
        UpdateItemRequest request = usage.withoutPromptLog(key);
        StoreCall.run(() -> {
            try {
                return writer.alone(() -> writer.dynamo().updateItem(request));
            } catch (ConditionalCheckFailedException absent) {
                LOG.debugf("The usage record %s names no place of a prompt", key.get("sk"));
                return null;
            }
        });
    }

    private boolean isSettled(SettledRow row) {
        return StoreCall.run(() -> UsageRow.isSettled(writer.dynamo()
                .getItem(get -> get.tableName(usage.table()).key(AttributeValues.of(row.key())))
                .item()));
    }

    /** Returns the record that is there instead. A settled one is mostly the same, because the SDK repeats lost writes. */
    private Map<String, AttributeValue> put(PutItemRequest request) {
        return StoreCall.run(() -> writes.write(new GroupableWrite(request, WriteStatements::insert)));
    }
}
