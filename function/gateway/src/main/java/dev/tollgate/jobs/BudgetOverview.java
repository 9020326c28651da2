package dev.tollgate.jobs;

import dev.tollgate.auth.Budget;
import dev.tollgate.auth.BudgetIncreases;
import dev.tollgate.auth.BudgetOwner;
import dev.tollgate.auth.KeyBudgets;
import dev.tollgate.auth.TagBudgets;
import dev.tollgate.bill.BatchHold;
import dev.tollgate.bill.BudgetCounter;
import dev.tollgate.bill.BudgetCounts;
import dev.tollgate.bill.BudgetPeriod;
import dev.tollgate.metering.BudgetPeriods;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * All budgets of keys and tags in their current periods, with what is spent of them. Periods that have ended lately are among them: a call
 * counts where it was accepted, however long it takes.
 */
@ApplicationScoped
class BudgetOverview {
    /** Nothing takes longer than a batch. A run of the job that looks at its cost comes within 5 minutes. */
    static final Duration AFTER_THE_END = BatchHold.LONGEST.plusMinutes(25);

    private final KeyBudgets ofKeys;
    private final TagBudgets ofTags;
    private final BudgetIncreases increases;
    private final BudgetCounts counts;

    BudgetOverview(KeyBudgets ofKeys, TagBudgets ofTags, BudgetIncreases increases, BudgetCounts counts) {
        this.ofKeys = ofKeys;
        this.ofTags = ofTags;
        this.increases = increases;
        this.counts = counts;
    }

    List<BudgetCounter> at(Instant now) {
        List<BudgetPeriod> periods = new ArrayList<>();
        ofKeys.byKey().forEach((id, budgets) -> add(periods, BudgetOwner.key(id), budgets, now));
        ofTags.current().forEach((tag, budgets) -> add(periods, BudgetOwner.tag(tag), budgets, now));
        return counts.read(periods);
    }

    private void add(List<BudgetPeriod> periods, BudgetOwner owner, List<Budget> budgets, Instant now) {
        Instant oldest = now.minus(AFTER_THE_END);
        for (Budget budget : budgets) {
            Instant at = now;
            while (!at.isBefore(oldest)) {
                periods.add(BudgetPeriods.of(owner, increases.at(owner, budget, at), at));
                at = budget.periodStart(at).minusMillis(1);
            }
        }
    }
}
