package dev.tollgate.admin;

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
public record BudgetRow(String whose, Budget budget, BudgetCounter counter) {

    /** {@code day}, {@code week}, {@code month} or {@code total}. */
    public String per() {
        return budget.per().name().toLowerCase(Locale.ROOT);
    }

    /** {@code hard} or {@code soft}. */
    public String kind() {
        return period().hard() ? "hard" : "soft";
    }

    public long limitMicros() {
        return period().limitMicros();
    }

    public long spentMicros() {
        return counter.committedMicros() - counter.reservedMicros();
    }

    public long setAsideMicros() {
        return counter.reservedMicros();
    }

    /** The amount that is neither spent nor set aside; at least 0. */
    public long leftMicros() {
        return status().leftMicros();
    }

    /** The share that is spent or set aside, rounded down; more than 100 if a soft budget is overdrawn. */
    public long usedPercent() {
        return status().usedPercent();
    }

    /** When the next period starts; empty for a budget in total. */
    public Optional<Instant> renews() {
        return Optional.ofNullable(period().renews());
    }

    private BudgetPeriod period() {
        return counter.budgetPeriod();
    }

    private BudgetStatus status() {
        return new BudgetStatus(period(), counter.committedMicros());
    }
}
