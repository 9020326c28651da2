package dev.tollgate.bill;

import java.math.BigDecimal;
import java.util.Optional;

/** How a caller is charged for an attempt: the cost plus a mark-up, or a price that is independent of the cost. */
public sealed interface Tariff permits Markup, Price {

    /**
     * The exact charge in micro-dollars, not rounded. Empty if something was used that has no price.
     *
     * @param costMicros what the provider bills, not rounded
     */
    Optional<BigDecimal> chargeMicros(BigDecimal costMicros, BillableUsage billableUsage);
}
