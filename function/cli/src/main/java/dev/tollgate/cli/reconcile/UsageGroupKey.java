package dev.tollgate.cli.reconcile;

import java.time.LocalDate;
import java.util.Comparator;

/**
 * What is compared as one.
 *
 * @param day in UTC; null where days are not told apart
 * @param model null where models are not told apart; empty for what has none
 */
public record UsageGroupKey(LocalDate day, String model) implements Comparable<UsageGroupKey> {
    private static final Comparator<UsageGroupKey> ORDER = Comparator.comparing(
                    UsageGroupKey::day, Comparator.nullsFirst(Comparator.naturalOrder()))
            .thenComparing(UsageGroupKey::model, Comparator.nullsFirst(Comparator.naturalOrder()));

    @Override
    public int compareTo(UsageGroupKey other) {
        return ORDER.compare(this, other);
    }

    /** The same of another model, or of all. */
    UsageGroupKey of(String other) {
        return new UsageGroupKey(day, other);
    }
}
