package dev.tollgate.cli;

import dev.tollgate.auth.Budget;
import dev.tollgate.bill.Purse;
import dev.tollgate.bill.Quota;
import dev.tollgate.bill.Standing;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/**
 * How one budget stands in its period.
 *
 * @param whose {@code key ID}, or a tag as {@code name=value}
 */
record BudgetRow(String whose, Budget budget, Quota quota) {

    /** {@code day}, {@code week}, {@code month} or {@code total}. */
    String per() {
        return budget.per().name().toLowerCase(Locale.ROOT);
    }

    /** {@code hard} or {@code soft}. */
    String kind() {
        return purse().hard() ? "hard" : "soft";
    }

    long limitMicros() {
        return purse().limitMicros();
    }

    long spentMicros() {
        return quota.committedMicros() - quota.reservedMicros();
    }

    long setAsideMicros() {
        return quota.reservedMicros();
    }

    /** Neither spent nor set aside; at least 0. */
    long leftMicros() {
        return standing().leftMicros();
    }

    /** Spent and set aside, rounded down; more than 100 where a soft budget is overdrawn. */
    long usedPercent() {
        return standing().usedPercent();
    }

    /** Empty where it never does. */
    Optional<Instant> renews() {
        return Optional.ofNullable(purse().renews());
    }

    private Purse purse() {
        return quota.purse();
    }

    private Standing standing() {
        return new Standing(purse(), quota.committedMicros());
    }
}
