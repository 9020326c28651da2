package dev.tollgate.jobs;

import dev.tollgate.auth.Budget;
import dev.tollgate.auth.BudgetIncreases;
import dev.tollgate.auth.BudgetOwner;
import dev.tollgate.auth.KeyBudgets;
import dev.tollgate.auth.TagBudgets;
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
 * All budgets of keys and tags in their current periods, with what is spent of them. A period that has just ended is among them: a call
 * counts where it was accepted, however long it takes.
 */
@ApplicationScoped
class BudgetOverview {
    /** A call takes 15 minutes at most, and a run of the job that looks at it comes within 5. */
    static final Duration AFTER_THE_END = Duration.ofMinutes(25);

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
        for (Budget budget : budgets) {
            BudgetPeriod current = period(owner, budget, now);
            BudgetPeriod before = period(owner, budget, now.minus(AFTER_THE_END));
            if (!before.id().equals(current.id())) {
                periods.add(before);
            }
            periods.add(current);
        }
    }

    private BudgetPeriod period(BudgetOwner owner, Budget budget, Instant at) {
        return BudgetPeriods.of(owner, increases.at(owner, budget, at), at);
    }
}
