package dev.tollgate.cli.reconcile;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;

/**
 * How much of each measure; one that is absent was not told.
 *
 * @param of exact
 */
public record Amounts(Map<Measure, BigDecimal> of) {
    /** Nothing was told. */
    public static final Amounts NONE = new Amounts(Map.of());

    public Amounts {
        Map<Measure, BigDecimal> ordered = new EnumMap<>(Measure.class);
        ordered.putAll(of);
        of = Collections.unmodifiableMap(ordered);
    }

    /** So much, and 0 where nothing was told. */
    public BigDecimal get(Measure measure) {
        return of.getOrDefault(measure, BigDecimal.ZERO);
    }

    /** Both together. */
    public Amounts plus(Amounts other) {
        Map<Measure, BigDecimal> sums = new EnumMap<>(Measure.class);
        sums.putAll(of);
        other.of.forEach((measure, amount) -> sums.merge(measure, amount, BigDecimal::add));
        return new Amounts(sums);
    }

    /** What was told. */
    Set<Measure> told() {
        return of.keySet();
    }
}
