package dev.tollgate.bill;

import java.math.BigDecimal;
import java.util.Optional;

/**
 * A percentage that is added to the cost.
 *
 * @param percent of the cost; negative for a discount, but at least -100, because nobody is paid for a call
 */
public record Markup(BigDecimal percent) implements Tariff {
    private static final BigDecimal MIN_PERCENT = BigDecimal.valueOf(-100);

    /** Callers are charged the cost. */
    public static final Markup NONE = new Markup(BigDecimal.ZERO);

    public Markup {
        if (percent.compareTo(MIN_PERCENT) < 0) {
            throw new IllegalArgumentException("a discount cannot be more than 100 percent");
        }
    }

    /** The cost plus the mark-up, not rounded. */
    public BigDecimal on(BigDecimal exactMicros) {
        return exactMicros.multiply(BigDecimal.ONE.add(percent.movePointLeft(2)));
    }

    @Override
    public Optional<BigDecimal> chargeMicros(BigDecimal costMicros, BillableUsage billableUsage) {
        return Optional.of(on(costMicros));
    }
}
