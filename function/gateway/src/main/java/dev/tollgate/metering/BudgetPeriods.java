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

/** The budgets that a key's requests count in: its own, and those of its tags. */
public final class BudgetPeriods {
    private BudgetPeriods() {}

    /**
     * As of the instant at which a request is accepted: it counts in that period, whenever it ends.
     *
     * @param byTag the budgets of tags, by {@code name=value}
     */
    static List<BudgetPeriod> of(ApiKey key, Map<String, List<Budget>> byTag, Instant acceptedAt) {
        List<BudgetPeriod> budgetPeriods = new ArrayList<>();
        for (Budget budget : key.budgets()) {
            budgetPeriods.add(ofKey(key.id(), budget, acceptedAt));
        }
        new TreeMap<>(key.tags()).forEach((name, value) -> {
            String tag = name + "=" + value;
            for (Budget budget : byTag.getOrDefault(tag, List.of())) {
                budgetPeriods.add(ofTag(tag, budget, acceptedAt));
            }
        });
        return budgetPeriods;
    }

    /** A budget of a key's own, in the period that an instant lies in. */
    public static BudgetPeriod ofKey(String keyId, Budget budget, Instant at) {
        return budgetPeriod("KEY#" + keyId, "key " + keyId, budget, at);
    }

    /**
     * The same of one that keys with a tag share.
     *
     * @param tag as {@code name=value}
     */
    public static BudgetPeriod ofTag(String tag, Budget budget, Instant at) {
        return budgetPeriod("TAG#" + tag, tag, budget, at);
    }

    private static BudgetPeriod budgetPeriod(String owner, String ownerName, Budget budget, Instant acceptedAt) {
        String per = budget.per().name().toLowerCase(Locale.ROOT);
        Budget.Term term = budget.termAt(acceptedAt);
        return new BudgetPeriod(
                String.join("#", owner, per, budget.zone().getId(), term.name()),
                ownerName + (budget.per() == Budget.Per.TOTAL ? " in total" : " per " + per),
                budget.micros(),
                budget.hard(),
                budget.shards(),
                term.until());
    }
}
