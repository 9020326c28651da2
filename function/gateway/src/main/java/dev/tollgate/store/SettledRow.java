package dev.tollgate.store;

import dev.tollgate.bill.Cost;
import dev.tollgate.bill.RequestHold;
import dev.tollgate.bill.UsageRecord;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A settled record as it is written: by the gateway at once, or out of its log later.
 *
 * @param key where in the usage table
 * @param columns all others
 * @param requestHold what was set aside for it in budgets when it was opened
 * @param chargeMicros what counts in these budgets
 */
record SettledRow(Map<String, Object> key, Map<String, Object> columns, RequestHold requestHold, long chargeMicros) {

    /** The row of a request that is over now. */
    static SettledRow of(UsageRecord settled, Instant now) {
        return new SettledRow(
                UsageRow.key(settled),
                UsageRow.settled(settled, now),
                settled.requestHold(),
                micros(settled.settlement().cost()));
    }

    /** What has no price is not in the budget; {@code tollgate.yaml} decides whether such a request is served at all. */
    private static long micros(Cost cost) {
        return switch (cost) {
            case Cost.Priced(long _, long chargeMicros, String _) -> chargeMicros;
            case Cost.Unpriced() -> 0;
        };
    }

    /**
     * The same, counting in these budgets. The record keeps what was set aside when it was opened, of which nothing is
     * left now.
     */
    SettledRow countedIn(List<String> budgets) {
        Map<String, Object> counted = new LinkedHashMap<>(columns);
        UsageRow.putHeld(counted, new RequestHold(budgets, requestHold.micros(), List.of()));
        return new SettledRow(key, counted, requestHold, chargeMicros);
    }

    /** One line of JSON, which {@link UnwrittenLine} reads. */
    String line() {
        Map<String, Object> item = new LinkedHashMap<>(key);
        item.putAll(columns);
        return DocumentCodec.write(item);
    }
}
