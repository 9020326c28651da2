package dev.tollgate.admin;

import dev.tollgate.admin.BudgetIncreaseDirectory.StoredIncrease;
import dev.tollgate.auth.Budget;
import dev.tollgate.auth.BudgetOwner;
import dev.tollgate.bill.BudgetCounter;
import dev.tollgate.bill.BudgetPeriod;
import dev.tollgate.bill.BudgetStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The state of one budget in its current period.
 *
 * @param budget as it is now, with its increase
 * @param increase by how much it is larger now, and until when; empty if it is not
 */
public record BudgetRow(BudgetOwner owner, Budget budget, Optional<StoredIncrease> increase, BudgetCounter counter) {
    /** In less time, a single request would decide. */
    private static final Duration LEAST_TO_JUDGE = Duration.ofHours(1);

    /** {@code key ID}, or a tag as {@code name=value}. */
    public String whose() {
        return owner.words();
    }

    /** {@code day}, {@code week}, {@code month} or {@code total}. */
    public String per() {
        return budget.per().word();
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

    /**
     * Where spending leads if it goes on as in this period so far.
     *
     * @param atEndMicros what will be spent at the end of the period
     * @param reachedAt when the limit will be reached; empty if not in this period, or if it has been
     */
    public record Forecast(long atEndMicros, Optional<Instant> reachedAt) {}

    /** Empty for a budget in total, which has no end, and for a period that has just started. */
    public Optional<Forecast> forecast(Instant now) {
        Optional<Instant> end = renews();
        Duration passed =
                end.map(at -> Duration.between(budget.periodStart(now), now)).orElse(Duration.ZERO);
        if (passed.compareTo(LEAST_TO_JUDGE) < 0) {
            return Optional.empty();
        }
        double perMilli = (double) spentMicros() / passed.toMillis();
        Duration rest = Duration.between(now, end.orElseThrow());
        long atEnd = spentMicros() + Math.round(perMilli * rest.toMillis());
        boolean reaches = spentMicros() < limitMicros() && atEnd >= limitMicros();
        return Optional.of(new Forecast(
                atEnd,
                reaches
                        ? Optional.of(now.plusMillis(Math.round((limitMicros() - spentMicros()) / perMilli)))
                        : Optional.empty()));
    }

    private BudgetPeriod period() {
        return counter.budgetPeriod();
    }

    private BudgetStatus status() {
        return new BudgetStatus(period(), counter.committedMicros());
    }
}
