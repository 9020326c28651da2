package dev.tollgate.store;

import dev.tollgate.bill.BudgetCounter;
import dev.tollgate.bill.BudgetPeriod;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The counters of budgets as this environment saw them last, so that a used up budget does not cost a write each time. */
final class BudgetCounterCache {
    private static final int MOST = 10_000;

    /** How long what others have set aside counts as gone: no longer than the wait that callers are told. */
    private static final Duration TRUSTED = Duration.ofSeconds(1);

    private final LruCache<String, View> byItem = new LruCache<>(MOST);

    private record View(Map<String, AttributeValue> item, boolean refused, Instant at) {}

    /** It was read. What is set aside in it may be the reader's own, and come back at any moment. */
    void read(String name, Map<String, AttributeValue> item, Instant now) {
        byItem.put(name, new View(item, false, now));
    }

    /** It had no room for a request. */
    void refused(String name, Map<String, AttributeValue> item, Instant now) {
        byItem.put(name, new View(item, true, now));
    }

    /** Something came back, or there was room after all. */
    void changed(String name) {
        View view = byItem.get(name);
        if (view != null && view.refused()) {
            read(name, view.item(), view.at());
        }
    }

    /** The counter that is known to have no room for so much. */
    Optional<BudgetCounter> withoutRoom(String name, BudgetPeriod budgetPeriod, long micros, Instant now) {
        View view = byItem.get(name);
        if (view == null) {
            return Optional.empty();
        }
        BudgetCounter budgetCounter = BudgetItem.budgetCounter(budgetPeriod, view.item());
        boolean fresh = view.refused() && now.isBefore(view.at().plus(TRUSTED));
        return Optional.of(budgetCounter).filter(seen -> seen.isSpent(micros) || (fresh && !seen.hasRoom(micros)));
    }
}
