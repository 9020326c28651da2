package dev.tollgate.store;

import dev.tollgate.bill.UsageRecord;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;

/**
 * The calls of this process that are in flight, in the usage table (ADR 52). Each call has an item, which takes the place of
 * the call before it. So a call costs one write, and a finished call stays there until the next one.
 */
final class CallJournal {
    /** So many that no two processes have the same name. */
    private static final int NAME_LENGTH = 10;

    private static final int RADIX = 36;

    private final UsageWriteGroups writes;
    private final String table;
    private final Clock clock;
    private final String environment = randomName();
    private final Queue<Integer> free = new ConcurrentLinkedQueue<>();
    private final AtomicInteger slots = new AtomicInteger();
    private final AtomicLong lastNumber = new AtomicLong();

    CallJournal(UsageWriteGroups writes, String table, Clock clock) {
        this.writes = writes;
        this.table = table;
        this.clock = clock;
    }

    /** A place for the next call. */
    JournalPlace take() {
        Integer slot = free.poll();
        return slot == null
                ? new JournalPlace(environment, slots.getAndIncrement(), nextNumber(), true)
                : new JournalPlace(environment, slot, nextNumber(), false);
    }

    /** The same place for another try of the same call. */
    JournalPlace again(JournalPlace place) {
        return new JournalPlace(environment, place.slot(), nextNumber(), false);
    }

    /** The place may be used by another call. Only if nothing is held for its call, and its record is written or it was refused. */
    void release(JournalPlace place) {
        free.add(place.slot());
    }

    /** Writes that a call is in flight. */
    void write(JournalPlace place, UsageRecord usage) {
        write(entry(place, AttributeValues.of(JournalEntry.columns(usage))));
    }

    /** Writes that the call of this place was refused after all. */
    void clear(JournalPlace place) {
        write(entry(again(place), Map.of(UsageRow.DEADLINE, AttributeValue.fromS(UsageRow.time(clock.instant())))));
    }

    private void write(GroupableWrite entry) {
        var _ = StoreCall.run(() -> writes.write(entry));
    }

    /** Takes this place unless a later write of its slot was faster. */
    GroupableWrite entry(JournalPlace place, Map<String, AttributeValue> columns) {
        Map<String, AttributeValue> item = new HashMap<>(columns);
        item.putAll(place.key());
        item.put(JournalEntry.NUMBER, CounterItem.number(place.number()));
        PutItemRequest put = PutItemRequest.builder()
                .tableName(table)
                .item(item)
                .conditionExpression("attribute_not_exists(pk) OR #number < :number")
                .expressionAttributeNames(Map.of("#number", JournalEntry.NUMBER))
                .expressionAttributeValues(Map.of(":number", CounterItem.number(place.number())))
                .build();
        return new GroupableWrite(put, place.unused() ? WriteStatements::insert : WriteStatements::replaceOlderEntry);
    }

    /** Near the time in milliseconds, so that others can tell how old it is. */
    private long nextNumber() {
        long now = clock.millis();
        return lastNumber.updateAndGet(last -> Math.max(last + 1, now));
    }

    private static String randomName() {
        // Not in a constant, which a native image would make once for all processes.
        SecureRandom random = new SecureRandom();
        StringBuilder name = new StringBuilder(NAME_LENGTH);
        while (name.length() < NAME_LENGTH) {
            name.append(Character.forDigit(random.nextInt(RADIX), RADIX));
        }
        return name.toString();
    }
}
