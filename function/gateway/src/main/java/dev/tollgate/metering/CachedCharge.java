package dev.tollgate.metering;

import dev.tollgate.bill.BilledAnswer;
import dev.tollgate.bill.Cost;
import dev.tollgate.bill.Tariff;
import java.math.BigDecimal;

/** What a call costs whose response was kept. */
final class CachedCharge {
    private CachedCharge() {}

    /**
     * No cost, and a share of what the client would be charged for the original, by its own tariff. Unpriced if there is a share, but no
     * price.
     */
    static Cost of(BilledAnswer original, BigDecimal share, Tariff tariff) {
        if (share.signum() == 0) {
            return Cost.Priced.NOTHING;
        }
        return switch (original.cost()) {
            case Cost.Priced(long micros, long _, String version) ->
                tariff.chargeMicros(BigDecimal.valueOf(micros), original.usage())
                        .map(charge -> Cost.of(BigDecimal.ZERO, charge.multiply(share), version))
                        .orElseGet(Cost.Unpriced::new);
            case Cost.Unpriced() -> new Cost.Unpriced();
        };
    }
}
