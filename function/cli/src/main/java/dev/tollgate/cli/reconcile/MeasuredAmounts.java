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
public record MeasuredAmounts(Map<UsageMeasure, BigDecimal> of) {
    /** Nothing was told. */
    public static final MeasuredAmounts NONE = new MeasuredAmounts(Map.of());

    public MeasuredAmounts {
        Map<UsageMeasure, BigDecimal> ordered = new EnumMap<>(UsageMeasure.class);
        ordered.putAll(of);
        of = Collections.unmodifiableMap(ordered);
    }

    /** So much, and 0 where nothing was told. */
    public BigDecimal get(UsageMeasure measure) {
        return of.getOrDefault(measure, BigDecimal.ZERO);
    }

    /** Both together. */
    public MeasuredAmounts plus(MeasuredAmounts other) {
        Map<UsageMeasure, BigDecimal> sums = new EnumMap<>(UsageMeasure.class);
        sums.putAll(of);
        other.of.forEach((measure, amount) -> sums.merge(measure, amount, BigDecimal::add));
        return new MeasuredAmounts(sums);
    }

    /** What was told. */
    Set<UsageMeasure> told() {
        return of.keySet();
    }
}
