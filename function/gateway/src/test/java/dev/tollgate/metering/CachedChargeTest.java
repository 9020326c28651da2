package dev.tollgate.metering;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tollgate.bill.BillableUsage;
import dev.tollgate.bill.BilledAnswer;
import dev.tollgate.bill.Cost;
import dev.tollgate.bill.Markup;
import dev.tollgate.bill.Price;
import dev.tollgate.bill.Tariff;
import dev.tollgate.openai.Usage;
import java.math.BigDecimal;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** The rules of docs/caching.md for what a hit costs. */
final class CachedChargeTest {
    private static final Tariff TEN_PERCENT = new Markup(BigDecimal.TEN);
    private static final Cost PRICED = new Cost.Priced(400, 700, "v1");

    @Test
    void aShareIsOfWhatTheKeysOwnTariffSaysOfTheOriginalCost() {
        assertThat(charge(PRICED, "0.25", TEN_PERCENT)).isEqualTo(new Cost.Priced(0, 110, "v1"));
        assertThat(charge(PRICED, "1", Markup.NONE)).isEqualTo(new Cost.Priced(0, 400, "v1"));
    }

    @Test
    void aPriceOfTheKeysOwnAppliesToTheOriginalUsage() {
        Tariff twoDollars = Price.of(BigDecimal.TWO, BigDecimal.TWO);
        assertThat(charge(PRICED, "0.5", twoDollars)).isEqualTo(new Cost.Priced(0, 15, "v1"));
    }

    @Test
    void halfAMicroDollarIsRoundedUp() {
        assertThat(charge(new Cost.Priced(1, "v1"), "0.5", Markup.NONE)).isEqualTo(new Cost.Priced(0, 1, "v1"));
    }

    @Test
    void withoutAShareAHitIsFreeWhateverIsKnownOfTheOriginal() {
        assertThat(charge(PRICED, "0", TEN_PERCENT)).isEqualTo(Cost.Priced.NOTHING);
        assertThat(charge(new Cost.Unpriced(), "0.0", TEN_PERCENT)).isEqualTo(Cost.Priced.NOTHING);
    }

    @Test
    void aShareOfWhatIsNotKnownIsNotKnown() {
        assertThat(charge(new Cost.Unpriced(), "0.25", TEN_PERCENT)).isEqualTo(new Cost.Unpriced());
    }

    private static Cost charge(Cost original, String share, Tariff tariff) {
        BillableUsage usage = BillableUsage.of(Usage.of(10, 5), Instant.EPOCH);
        return CachedCharge.of(new BilledAnswer("p", "m", usage, original), new BigDecimal(share), tariff);
    }
}
