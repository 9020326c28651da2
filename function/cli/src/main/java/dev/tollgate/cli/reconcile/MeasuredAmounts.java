package dev.tollgate.cli.reconcile;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * The exact amount of each measure.
 *
 * @param byMeasure the amounts; a measure without one is unknown
 */
public record MeasuredAmounts(Map<UsageMeasure, BigDecimal> byMeasure) {
    /** No amounts. */
    public static final MeasuredAmounts NONE = new MeasuredAmounts(Map.of());

    public MeasuredAmounts {
        Map<UsageMeasure, BigDecimal> ordered = new EnumMap<>(UsageMeasure.class);
        ordered.putAll(byMeasure);
        byMeasure = Collections.unmodifiableMap(ordered);
    }

    /** The amount of this measure; 0 if it is unknown. */
    public BigDecimal get(UsageMeasure measure) {
        return byMeasure.getOrDefault(measure, BigDecimal.ZERO);
    }

    /** The sum of both. */
    public MeasuredAmounts plus(MeasuredAmounts other) {
        Map<UsageMeasure, BigDecimal> sums = new EnumMap<>(UsageMeasure.class);
        sums.putAll(byMeasure);
        other.byMeasure.forEach((measure, amount) -> sums.merge(measure, amount, BigDecimal::add));
        return new MeasuredAmounts(sums);
    }
}
