package dev.tollgate.cli.reconcile;

import java.time.LocalDate;
import java.util.Comparator;

/**
 * What is compared as one.
 *
 * @param day in UTC; null where days are not told apart
 * @param model null where models are not told apart; empty for what has none
 */
public record Group(LocalDate day, String model) implements Comparable<Group> {
    private static final Comparator<Group> ORDER = Comparator.comparing(
                    Group::day, Comparator.nullsFirst(Comparator.naturalOrder()))
            .thenComparing(Group::model, Comparator.nullsFirst(Comparator.naturalOrder()));

    @Override
    public int compareTo(Group other) {
        return ORDER.compare(this, other);
    }

    /** The same of another model, or of all. */
    Group of(String other) {
        return new Group(day, other);
    }
}
