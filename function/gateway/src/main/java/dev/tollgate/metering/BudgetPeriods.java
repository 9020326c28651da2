package dev.tollgate.metering;

import dev.tollgate.auth.ApiKey;
import dev.tollgate.auth.Budget;
import dev.tollgate.auth.BudgetIncreases;
import dev.tollgate.auth.BudgetOwner;
import dev.tollgate.bill.BudgetPeriod;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The budget periods that a key's requests count in: those of its end user, of the key, and of its tags. */
public final class BudgetPeriods {
    private BudgetPeriods() {}

    /**
     * The periods that the acceptance of a request lies in: it counts there, whenever it ends.
     *
     * @param endUser who counts in the key's budget of end users; empty if it has none
     * @param byTag the budgets of tags, by {@code name=value}
     */
    static List<BudgetPeriod> of(
            ApiKey key,
            Optional<String> endUser,
            Map<String, List<Budget>> byTag,
            BudgetIncreases increases,
            Instant acceptedAt) {
        List<BudgetPeriod> periods = new ArrayList<>();
        Budget ofEndUser = key.endUserBudget();
        if (ofEndUser != null) {
            endUser.ifPresent(user -> periods.add(of(BudgetOwner.endUser(key.id(), user), ofEndUser, acceptedAt)));
        }
        addAll(periods, BudgetOwner.key(key.id()), key.budgets(), increases, acceptedAt);
        new TreeMap<>(key.tags()).forEach((name, value) -> {
            String tag = name + "=" + value;
            addAll(periods, BudgetOwner.tag(tag), byTag.getOrDefault(tag, List.of()), increases, acceptedAt);
        });
        return periods;
    }

    private static void addAll(
            List<BudgetPeriod> periods,
            BudgetOwner owner,
            List<Budget> budgets,
            BudgetIncreases increases,
            Instant acceptedAt) {
        for (Budget budget : budgets) {
            periods.add(of(owner, increases.at(owner, budget, acceptedAt), acceptedAt));
        }
    }

    /** A budget in the period that this instant lies in. */
    public static BudgetPeriod of(BudgetOwner owner, Budget budget, Instant at) {
        String per = budget.per().word();
        Budget.Period period = budget.periodAt(at);
        return new BudgetPeriod(
                String.join("#", owner.place(), per, budget.zone().getId(), period.name()),
                owner.words() + (budget.per() == Budget.Per.TOTAL ? " in total" : " per " + per),
                budget.micros(),
                budget.cheaperMicros(),
                /* switched= */ false,
                budget.hard(),
                budget.shards(),
                period.until());
    }
}
