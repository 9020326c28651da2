package dev.tollgate.bill;

import java.math.BigDecimal;
import java.util.Optional;

/** By what a caller is charged for an attempt: the cost and a part of it, or a price that has nothing to do with the cost. */
public sealed interface Tariff permits Markup, Price {

    /**
     * Micro-dollars, exactly: not rounded. Empty where something was used that has no price.
     *
     * @param costMicros what the provider bills, exactly
     */
    Optional<BigDecimal> chargeMicros(BigDecimal costMicros, BillableUsage billableUsage);
}
