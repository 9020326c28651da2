package dev.tollgate.metering;

import dev.tollgate.auth.ApiKey;
import dev.tollgate.auth.Budget;
import dev.tollgate.bill.BudgetPeriod;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** The budget periods that a key's requests count in: those of the key, and those of its tags. */
public final class BudgetPeriods {
    private BudgetPeriods() {}

    /**
     * The periods that the acceptance of a request lies in: it counts there, whenever it ends.
     *
     * @param byTag the budgets of tags, by {@code name=value}
     */
    static List<BudgetPeriod> of(ApiKey key, Map<String, List<Budget>> byTag, Instant acceptedAt) {
        List<BudgetPeriod> periods = new ArrayList<>();
        for (Budget budget : key.budgets()) {
            periods.add(ofKey(key.id(), budget, acceptedAt));
        }
        new TreeMap<>(key.tags()).forEach((name, value) -> {
            String tag = name + "=" + value;
            for (Budget budget : byTag.getOrDefault(tag, List.of())) {
                periods.add(ofTag(tag, budget, acceptedAt));
            }
        });
        return periods;
    }

    /** A key's own budget, in the period that this instant lies in. */
    public static BudgetPeriod ofKey(String keyId, Budget budget, Instant at) {
        return budgetPeriod("KEY#" + keyId, "key " + keyId, budget, at);
    }

    /**
     * The same for a budget that all keys with a tag share.
     *
     * @param tag as {@code name=value}
     */
    public static BudgetPeriod ofTag(String tag, Budget budget, Instant at) {
        return budgetPeriod("TAG#" + tag, tag, budget, at);
    }

    private static BudgetPeriod budgetPeriod(String owner, String ownerName, Budget budget, Instant acceptedAt) {
        String per = budget.per().name().toLowerCase(Locale.ROOT);
        Budget.Period period = budget.periodAt(acceptedAt);
        return new BudgetPeriod(
                String.join("#", owner, per, budget.zone().getId(), period.name()),
                ownerName + (budget.per() == Budget.Per.TOTAL ? " in total" : " per " + per),
                budget.micros(),
                budget.hard(),
                budget.shards(),
                period.until());
    }
}
