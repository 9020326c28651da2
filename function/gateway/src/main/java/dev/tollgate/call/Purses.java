package dev.tollgate.call;

import dev.tollgate.auth.ApiKey;
import dev.tollgate.auth.Budget;
import dev.tollgate.bill.Purse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** The budgets that a key's requests count in: its own, and those of its tags. */
final class Purses {
    private Purses() {}

    /**
     * As of the instant at which a request is accepted: it counts in that period, whenever it ends.
     *
     * @param byTag the budgets of tags, by {@code name=value}
     */
    static List<Purse> of(ApiKey key, Map<String, List<Budget>> byTag, Instant acceptedAt) {
        List<Purse> purses = new ArrayList<>();
        for (Budget budget : key.budgets()) {
            purses.add(purse("KEY#" + key.id(), "key " + key.id(), budget, acceptedAt));
        }
        new TreeMap<>(key.tags()).forEach((name, value) -> {
            String tag = name + "=" + value;
            for (Budget budget : byTag.getOrDefault(tag, List.of())) {
                purses.add(purse("TAG#" + tag, tag, budget, acceptedAt));
            }
        });
        return purses;
    }

    private static Purse purse(String owner, String ownerName, Budget budget, Instant acceptedAt) {
        String per = budget.per().name().toLowerCase(Locale.ROOT);
        Budget.Term term = budget.termAt(acceptedAt);
        return new Purse(
                String.join("#", owner, per, budget.zone().getId(), term.name()),
                ownerName + (budget.per() == Budget.Per.TOTAL ? " in total" : " per " + per),
                budget.micros(),
                budget.hard(),
                budget.shards(),
                term.until());
    }
}
