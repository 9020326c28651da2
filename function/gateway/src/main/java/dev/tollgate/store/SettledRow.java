package dev.tollgate.store;

import dev.tollgate.bill.Cost;
import dev.tollgate.bill.RequestHold;
import dev.tollgate.bill.UsageRecord;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A settled record as it is written: by the gateway at once, or from its log later.
 *
 * @param key its key in the usage table
 * @param columns all other columns
 * @param requestHold what was reserved in budgets for it
 * @param chargeMicros what counts in these budgets
 */
record SettledRow(Map<String, Object> key, Map<String, Object> columns, RequestHold requestHold, long chargeMicros) {

    /** The row of a request that ends now. Throws IllegalArgumentException if the record is pending. */
    static SettledRow of(UsageRecord settled, Instant now) {
        UsageRecord.Settlement settlement = settled.settlement();
        if (settlement == null) {
            throw new IllegalArgumentException("the record of " + settled.requestId() + " is not settled");
        }
        return new SettledRow(
                UsageKey.of(settled),
                UsageRow.settled(settled, settlement, now),
                settled.requestHold(),
                micros(settlement.cost()));
    }

    /** An unpriced request does not count in budgets; {@code tollgate.yaml} decides whether it is served at all. */
    private static long micros(Cost cost) {
        return switch (cost) {
            case Cost.Priced(long _, long chargeMicros, String _) -> chargeMicros;
            case Cost.Unpriced() -> 0;
        };
    }

    /**
     * The same row, counting in these budgets. The record keeps the originally reserved amount, although nothing of it
     * is reserved any more.
     */
    SettledRow countedIn(List<String> budgets) {
        Map<String, Object> counted = new LinkedHashMap<>(columns);
        UsageRow.putHeld(counted, new RequestHold(budgets, requestHold.micros(), List.of()));
        return new SettledRow(key, counted, requestHold, chargeMicros);
    }

    /** The same row, without an amount that its charge takes the place of. */
    SettledRow withoutReservation() {
        Map<String, Object> counted = new LinkedHashMap<>(columns);
        counted.remove(UsageRow.RESERVED);
        return new SettledRow(key, counted, requestHold, chargeMicros);
    }

    /** One line of JSON, which {@link UnwrittenLine} reads. */
    String line() {
        Map<String, Object> item = new LinkedHashMap<>(key);
        item.putAll(columns);
        return DocumentCodec.write(item);
    }
}
