package dev.tollgate.fake;

import dev.tollgate.bill.Ledger;
import dev.tollgate.bill.UsageRecord;
import dev.tollgate.openai.ChatFailure;
import dev.tollgate.openai.ErrorKind;
import jakarta.annotation.Priority;
import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Usage records in a map, by request id. */
@Singleton
@Alternative
@Priority(1)
public class InMemoryLedger implements Ledger {
    private final Map<String, UsageRecord> records = new ConcurrentHashMap<>();
    private volatile boolean down;

    /** Whether the store fails from now on. */
    public void down(boolean isDown) {
        down = isDown;
    }

    /** The record of this request, once it is settled. */
    public Optional<UsageRecord> settled(String requestId) {
        return Optional.ofNullable(records.get(requestId)).filter(record -> !record.pending());
    }

    /** Whether there is any record of this request. */
    public boolean knows(String requestId) {
        return records.containsKey(requestId);
    }

    @Override
    public void open(UsageRecord pending) {
        requireUp();
        records.putIfAbsent(pending.requestId(), pending);
    }

    @Override
    public void settle(UsageRecord settled) {
        requireUp();
        records.merge(settled.requestId(), settled, (known, latest) -> known.pending() ? latest : known);
    }

    private void requireUp() {
        if (down) {
            throw new ChatFailure(ErrorKind.STORE_UNAVAILABLE, "The store does not answer.");
        }
    }
}
