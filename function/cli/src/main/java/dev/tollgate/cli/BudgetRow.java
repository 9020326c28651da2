package dev.tollgate.cli;

import dev.tollgate.auth.Budget;
import dev.tollgate.bill.BudgetCounter;
import dev.tollgate.bill.BudgetPeriod;
import dev.tollgate.bill.BudgetStatus;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/**
 * How one budget stands in its period.
 *
 * @param whose {@code key ID}, or a tag as {@code name=value}
 */
record BudgetRow(String whose, Budget budget, BudgetCounter budgetCounter) {

    /** {@code day}, {@code week}, {@code month} or {@code total}. */
    String per() {
        return budget.per().name().toLowerCase(Locale.ROOT);
    }

    /** {@code hard} or {@code soft}. */
    String kind() {
        return budgetPeriod().hard() ? "hard" : "soft";
    }

    long limitMicros() {
        return budgetPeriod().limitMicros();
    }

    long spentMicros() {
        return budgetCounter.committedMicros() - budgetCounter.reservedMicros();
    }

    long setAsideMicros() {
        return budgetCounter.reservedMicros();
    }

    /** Neither spent nor set aside; at least 0. */
    long leftMicros() {
        return budgetStatus().leftMicros();
    }

    /** Spent and set aside, rounded down; more than 100 where a soft budget is overdrawn. */
    long usedPercent() {
        return budgetStatus().usedPercent();
    }

    /** Empty where it never does. */
    Optional<Instant> renews() {
        return Optional.ofNullable(budgetPeriod().renews());
    }

    private BudgetPeriod budgetPeriod() {
        return budgetCounter.budgetPeriod();
    }

    private BudgetStatus budgetStatus() {
        return new BudgetStatus(budgetPeriod(), budgetCounter.committedMicros());
    }
}
