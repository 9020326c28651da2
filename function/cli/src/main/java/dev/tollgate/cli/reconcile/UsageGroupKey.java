package dev.tollgate.cli.reconcile;

import java.time.LocalDate;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * The day and the model whose amounts are compared as one group.
 *
 * @param day the day in UTC; absent if the comparison is not by day
 * @param model the model; absent if the comparison is not by model, empty for rows without one
 */
public record UsageGroupKey(
        @Nullable LocalDate day, @Nullable String model) implements Comparable<UsageGroupKey> {
    private static final Comparator<UsageGroupKey> ORDER = Comparator.comparing(
                    UsageGroupKey::day, Comparator.nullsFirst(Comparator.naturalOrder()))
            .thenComparing(UsageGroupKey::model, Comparator.nullsFirst(Comparator.naturalOrder()));

    @Override
    public int compareTo(UsageGroupKey other) {
        return ORDER.compare(this, other);
    }

    /** Whether the day is in this period. Groups without a day never are. */
    boolean isWithin(LocalDate from, LocalDate until) {
        return day != null && !day.isBefore(from) && day.isBefore(until);
    }

    /** The same group with another model, or without one. */
    UsageGroupKey withModel(@Nullable String other) {
        return new UsageGroupKey(day, other);
    }
}
