package dev.tollgate.bill;

import java.math.BigDecimal;
import java.util.Optional;

/**
 * What is charged beyond the cost.
 *
 * @param percent of the cost; negative for a discount, but never below -100: nobody is paid for asking
 */
public record Markup(BigDecimal percent) implements Tariff {
    private static final BigDecimal LEAST = BigDecimal.valueOf(-100);

    /** What is charged is the cost. */
    public static final Markup NONE = new Markup(BigDecimal.ZERO);

    public Markup {
        if (percent.compareTo(LEAST) < 0) {
            throw new IllegalArgumentException("a discount cannot be more than 100 percent");
        }
    }

    /** This cost and the mark-up on it, not rounded. */
    public BigDecimal on(BigDecimal exactMicros) {
        return exactMicros.multiply(BigDecimal.ONE.add(percent.movePointLeft(2)));
    }

    @Override
    public Optional<BigDecimal> chargeMicros(BigDecimal costMicros, BillableUsage billableUsage) {
        return Optional.of(on(costMicros));
    }
}
