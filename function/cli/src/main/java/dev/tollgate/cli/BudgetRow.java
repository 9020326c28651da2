package dev.tollgate.cli;

import dev.tollgate.auth.Budget;
import dev.tollgate.bill.BudgetCounter;
import dev.tollgate.bill.BudgetPeriod;
import dev.tollgate.bill.BudgetStatus;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/**
 * The state of one budget in its current period.
 *
 * @param whose {@code key ID}, or a tag as {@code name=value}
 */
record BudgetRow(String whose, Budget budget, BudgetCounter counter) {

    /** {@code day}, {@code week}, {@code month} or {@code total}. */
    String per() {
        return budget.per().name().toLowerCase(Locale.ROOT);
    }

    /** {@code hard} or {@code soft}. */
    String kind() {
        return period().hard() ? "hard" : "soft";
    }

    long limitMicros() {
        return period().limitMicros();
    }

    long spentMicros() {
        return counter.committedMicros() - counter.reservedMicros();
    }

    long setAsideMicros() {
        return counter.reservedMicros();
    }

    /** The amount that is neither spent nor set aside; at least 0. */
    long leftMicros() {
        return status().leftMicros();
    }

    /** The share that is spent or set aside, rounded down; more than 100 if a soft budget is overdrawn. */
    long usedPercent() {
        return status().usedPercent();
    }

    /** When the next period starts; empty for a budget in total. */
    Optional<Instant> renews() {
        return Optional.ofNullable(period().renews());
    }

    private BudgetPeriod period() {
        return counter.budgetPeriod();
    }

    private BudgetStatus status() {
        return new BudgetStatus(period(), counter.committedMicros());
    }
}
