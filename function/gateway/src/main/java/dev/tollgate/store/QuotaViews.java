package dev.tollgate.store;

import dev.tollgate.bill.Purse;
import dev.tollgate.bill.Quota;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The counters of budgets as this environment saw them last, so that a used up budget does not cost a write each time. */
final class QuotaViews {
    private static final int MOST = 10_000;

    /** How long what others have set aside counts as gone: no longer than the wait that callers are told. */
    private static final Duration TRUSTED = Duration.ofSeconds(1);

    private final LeastRecentlyUsed<String, View> byItem = new LeastRecentlyUsed<>(MOST);

    private record View(Map<String, AttributeValue> item, Instant at) {}

    void note(String name, Map<String, AttributeValue> item, Instant now) {
        byItem.put(name, new View(item, now));
    }

    /** The counter that is known to have no room for so much. */
    Optional<Quota> withoutRoom(String name, Purse purse, long micros, Instant now) {
        View view = byItem.get(name);
        if (view == null) {
            return Optional.empty();
        }
        Quota quota = BudgetItem.quota(purse, view.item());
        boolean fresh = now.isBefore(view.at().plus(TRUSTED));
        return Optional.of(quota).filter(seen -> seen.isSpent(micros) || (fresh && !seen.hasRoom(micros)));
    }
}
